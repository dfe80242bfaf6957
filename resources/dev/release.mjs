// Makes this clone a version (npm run release -- 1.2.3), or says what a tag's version changed
// (npm run -s release -- --notes v1.2.3), which fails where tag, package and changelog disagree.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { notesOf, released, versionPattern } from './changelog.mjs';
import { main, npm, Problem, say } from './process.mjs';
import { root } from './project.mjs';

const changelogFile = join(root, 'CHANGELOG.md');
const packageVersion = () => JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;

/** @param {string} version */
async function prepare(version) {
  const today = new Date().toISOString().slice(0, 'yyyy-mm-dd'.length);
  const next = released(readFileSync(changelogFile, 'utf8'), version, today);
  if (next === null) throw new Problem('CHANGELOG.md has nothing under [Unreleased].');
  const { code, output } = await npm([
    'version',
    version,
    '--no-git-tag-version',
    '--allow-same-version',
  ]);
  if (code !== 0) throw new Problem(output);
  writeFileSync(changelogFile, next);
  say(`This is version ${version} now. Look at it, then:`);
  say(
    `  git commit -am "Release ${version}" && git tag v${version} && git push origin HEAD v${version}`,
  );
}

/** @param {string} tag */
function printNotes(tag) {
  const version = packageVersion();
  if (tag !== `v${version}`)
    throw new Problem(`The tag is ${tag}, and package.json says version ${version}.`);
  const notes = notesOf(readFileSync(changelogFile, 'utf8'), version);
  if (notes === null) throw new Problem(`CHANGELOG.md says nothing of version ${version}.`);
  console.log(notes);
}

await main(async () => {
  const [first = '', second = ''] = process.argv.slice(2);
  if (first === '--notes' && second !== '') printNotes(second);
  else if (versionPattern.test(first)) await prepare(first);
  else {
    say('Usage: npm run release -- VERSION, or -- --notes TAG');
    return 64;
  }
  return 0;
});
