#!/usr/bin/env node
// Stands in for fpm where it cannot be had: makes a deb with dpkg-deb or an rpm with rpmbuild of
// what electron-builder tells fpm. Quick rather than small; for trying a package out alone.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * @typedef {object} Order what is to be packed
 * @property {(option: string) => string} one
 * @property {(option: string) => readonly string[]} all
 * @property {readonly (readonly [from: string, to: string])[]} files
 */

/** @type {Readonly<Record<string, string>>} */
const short = { '-s': '--source', '-t': '--target', '-d': '--depends' };
const switches = new Set(['--force', '--debug']);

/**
 * @param {readonly string[]} args
 * @returns {Order}
 */
function orderIn(args) {
  /** @type {Map<string, string[]>} */
  const options = new Map();
  /** @type {(readonly [string, string])[]} */
  const files = [];
  const rest = args.filter((arg) => !switches.has(arg));
  for (let at = 0; at < rest.length; at += 1) {
    const arg = rest[at] ?? '';
    if (arg.startsWith('-')) {
      const name = short[arg] ?? arg;
      at += 1;
      options.set(name, [...(options.get(name) ?? []), rest[at] ?? '']);
    } else {
      const cut = arg.lastIndexOf('=');
      files.push([arg.slice(0, cut), arg.slice(cut + 1)]);
    }
  }
  const all = (/** @type {string} */ name) => options.get(name) ?? [];
  return { all, one: (name) => all(name)[0] ?? '', files };
}

/**
 * @param {Order} order
 * @param {string} target
 */
function lay({ files }, target) {
  for (const [from, to] of files) {
    mkdirSync(dirname(join(target, to)), { recursive: true });
    cpSync(from, join(target, to), { recursive: true, verbatimSymlinks: true });
  }
}

/** @param {readonly string[]} lines */
const text = (lines) => `${lines.filter((line) => line !== '').join('\n')}\n`;

/**
 * @param {string} label
 * @param {readonly string[]} values
 */
const list = (label, values) => (values.length === 0 ? '' : `${label}: ${values.join(', ')}`);

/** @param {Order} order */
function described(order) {
  const [synopsis = '', ...more] = order.one('--description').trim().split('\n');
  return { synopsis: synopsis.trim(), more: more.map((line) => line.trim()) };
}

/**
 * @param {Order} order
 * @param {string} work
 */
function makeDeb(order, work) {
  const tree = join(work, 'tree');
  lay(order, tree);
  const { synopsis, more } = described(order);
  mkdirSync(join(tree, 'DEBIAN'), { recursive: true });
  writeFileSync(
    join(tree, 'DEBIAN', 'control'),
    text([
      `Package: ${order.one('--name')}`,
      `Version: ${order.one('--version')}`,
      `Architecture: ${order.one('--architecture')}`,
      `Maintainer: ${order.one('--maintainer')}`,
      `Homepage: ${order.one('--url')}`,
      `Section: ${order.one('--category') || 'default'}`,
      `Priority: ${order.one('--deb-priority')}`,
      list('Depends', order.all('--depends')),
      list('Recommends', order.all('--deb-recommends')),
      `Description: ${synopsis}`,
      ...more.map((line) => ` ${line}`),
    ]),
  );
  const scripts = { postinst: '--after-install', postrm: '--after-remove' };
  for (const [name, option] of Object.entries(scripts))
    writeFileSync(join(tree, 'DEBIAN', name), readFileSync(order.one(option)), { mode: 0o755 });
  run('dpkg-deb', ['--root-owner-group', '-Znone', '--build', tree, order.one('--package')]);
}

/**
 * @param {Order} order
 * @param {string} work
 */
function makeRpm(order, work) {
  const tree = join(work, 'tree');
  lay(order, tree);
  const { synopsis, more } = described(order);
  const script = (/** @type {string} */ option) => readFileSync(order.one(option), 'utf8');
  const spec = join(work, 'package.spec');
  writeFileSync(
    spec,
    text([
      '%global __os_install_post %{nil}',
      '%global _build_id_links none',
      '%global _binary_payload w0.gzdio',
      `Name: ${order.one('--name')}`,
      `Version: ${order.one('--version')}`,
      'Release: 1',
      `Summary: ${order.one('--rpm-summary') || synopsis}`,
      `License: ${order.one('--license')}`,
      `URL: ${order.one('--url')}`,
      'AutoReqProv: no',
      ...order.all('--depends').map((name) => `Requires: ${name}`),
      '%description',
      [synopsis, ...more].join('\n'),
      '%post',
      script('--after-install'),
      '%postun',
      script('--after-remove'),
      '%files',
      ...order.files.map(([, to]) => `"${to}"`),
    ]),
  );
  const target = order.one('--architecture');
  const defines = ['--define', `_rpmdir ${work}/rpms`, '--define', `_topdir ${work}/top`];
  run('rpmbuild', ['-bb', '--target', target, '--buildroot', tree, ...defines, spec]);
  const made = `${order.one('--name')}-${order.one('--version')}-1.${target}.rpm`;
  cpSync(join(work, 'rpms', target, made), order.one('--package'));
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 */
function run(program, args) {
  const { status, error } = spawnSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`${program}: ${error?.message ?? `exit ${status}`}`);
}

const order = orderIn(process.argv.slice(2));
const work = mkdtempSync(join(tmpdir(), 'wago-fpm-'));
try {
  if (order.one('--target') === 'deb') makeDeb(order, work);
  else if (order.one('--target') === 'rpm') makeRpm(order, work);
  else throw new Error(`Nothing here makes ${order.one('--target')}.`);
} finally {
  rmSync(work, { recursive: true, force: true });
}
