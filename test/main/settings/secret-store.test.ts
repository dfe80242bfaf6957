import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { SecretStore, type Vault } from '../../../main/settings/secret-store.ts';
import { createLogBook } from '../../support/core.ts';

const PI = 'http://192.168.2.20:9090';
const PASSWORD = 'correct horse battery staple';
const FILE = 'secrets.json';

const folders: string[] = [];
afterEach(() => {
  for (const dir of folders.splice(0)) rmSync(dir, { recursive: true, force: true });
});

const createFolder = (): string => {
  const dir = mkdtempSync(join(tmpdir(), 'wago-secrets-'));
  folders.push(dir);
  return dir;
};

/** Seals with a key of its own, as the keyring of one machine does. */
function createVault(isSafe = true): Vault {
  const key = randomBytes(32);
  return {
    isSafe: () => isSafe,
    seal(plain) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, iv);
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]);
    },
    open(sealed) {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
      decipher.setAuthTag(sealed.subarray(12, 28));
      return decipher.update(sealed.subarray(28), undefined, 'utf8') + decipher.final('utf8');
    },
  };
}

function open(folder: string, vault: Vault) {
  const log = createLogBook();
  return { log, store: new SecretStore({ folder, vault, log }) };
}

/** Everything that lies in `folder`, as one text. */
const contentOf = (folder: string): string =>
  readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('\n');

describe('a secret where the system has a keyring', () => {
  test('is there at the next start, and on the disk only sealed and for this user alone', () => {
    const [folder, vault] = [createFolder(), createVault()];
    expect(open(folder, vault).store.set(PI, PASSWORD)).toEqual({
      hasSecret: true,
      keeping: 'sealed',
    });
    const { store, log } = open(folder, vault);
    expect(store.secretFor(PI)).toBe(PASSWORD);
    expect(store.stateFor(PI)).toEqual({ hasSecret: true, keeping: 'sealed' });
    const content = contentOf(folder);
    for (const form of [PASSWORD, Buffer.from(PASSWORD).toString('base64'), 'staple']) {
      expect(content).not.toContain(form);
    }
    expect(readdirSync(folder)).toEqual([FILE]);
    expect(statSync(join(folder, FILE)).mode & 0o777).toBe(0o600);
    expect(log.lines).toEqual([]);
  });

  test('is for the address that it was typed for, whatever its path, and for no other', () => {
    const { store } = open(createFolder(), createVault());
    store.set(`${PI}/prometheus/`, PASSWORD);
    expect(store.secretFor(PI)).toBe(PASSWORD);
    for (const other of [
      'http://192.168.2.20:9091',
      'https://192.168.2.20:9090',
      'http://192.168.2.21:9090',
      'http://192.168.2.20:9090.example.org',
      '',
      'nonsense',
    ]) {
      expect(store.secretFor(other)).toBeNull();
      expect(store.stateFor(other).hasSecret).toBe(false);
    }
  });

  test('is replaced, and taken away without a trace', () => {
    const [folder, vault] = [createFolder(), createVault()];
    const { store } = open(folder, vault);
    store.set(PI, PASSWORD);
    store.set(PI, 'another');
    expect(open(folder, vault).store.secretFor(PI)).toBe('another');
    expect(store.set(PI, null)).toEqual({ hasSecret: false, keeping: 'sealed' });
    expect(readdirSync(folder)).toEqual([]);
    expect(open(folder, vault).store.secretFor(PI)).toBeNull();
  });

  test('holds for this run where the disk cannot be written, and the log does not quote it', () => {
    const folder = createFolder();
    const { store, log } = open(join(folder, 'gone'), createVault());
    expect(store.set(PI, PASSWORD)).toEqual({ hasSecret: true, keeping: 'session' });
    expect(store.secretFor(PI)).toBe(PASSWORD);
    expect(log.lines).toHaveLength(1);
    expect(log.lines.join()).not.toContain('horse');
  });

  test('holds for this run where sealing fails', () => {
    const folder = createFolder();
    const vault: Vault = {
      ...createVault(),
      seal: (plain) => {
        throw new Error(`cannot seal ${plain}`);
      },
    };
    const { store, log } = open(folder, vault);
    expect(store.set(PI, PASSWORD).keeping).toBe('session');
    expect(readdirSync(folder)).toEqual([]);
    expect(log.lines.join()).not.toContain('horse');
  });
});

describe('a secret where the system has no keyring', () => {
  test('is held in memory and never touches the disk', () => {
    const [folder, vault] = [createFolder(), createVault(false)];
    const { store } = open(folder, vault);
    expect(store.stateFor(PI)).toEqual({ hasSecret: false, keeping: 'session' });
    expect(store.set(PI, PASSWORD)).toEqual({ hasSecret: true, keeping: 'session' });
    expect(store.secretFor(PI)).toBe(PASSWORD);
    expect(readdirSync(folder)).toEqual([]);
    expect(open(folder, vault).store.stateFor(PI).hasSecret).toBe(false);
  });

  test('takes the place of one that was sealed when there was a keyring', () => {
    const [folder, vault] = [createFolder(), createVault()];
    open(folder, vault).store.set(PI, PASSWORD);
    const { store } = open(folder, { ...vault, isSafe: () => false });
    store.set(PI, 'another');
    expect(open(folder, vault).store.secretFor(PI)).toBeNull();
  });
});

describe('a file of secrets that', () => {
  test.each([
    ['is empty', ''],
    ['breaks off', '{"version": 1, "prome'],
    ['is null', 'null'],
    ['holds plain text', JSON.stringify({ version: 1, prometheus: 'letmein' })],
    ['was sealed by nobody', JSON.stringify({ version: 1, prometheus: 'AAAAAAAA' })],
    ['is of another version', JSON.stringify({ version: 2, prometheus: 'AAAAAAAA' })],
  ])('%s means that the secret has to be typed again', (_name, content) => {
    const folder = createFolder();
    writeFileSync(join(folder, FILE), content);
    const { store, log } = open(folder, createVault());
    expect(store.secretFor(PI)).toBeNull();
    expect(store.stateFor(PI)).toEqual({ hasSecret: false, keeping: 'sealed' });
    expect(log.lines).toHaveLength(1);
    expect(log.lines.join()).not.toContain('letmein');
    expect(store.set(PI, PASSWORD).keeping).toBe('sealed');
  });

  test('was copied from another machine gives nothing away', () => {
    const folder = createFolder();
    open(folder, createVault()).store.set(PI, PASSWORD);
    expect(open(folder, createVault()).store.secretFor(PI)).toBeNull();
  });

  test('is a folder does not stand in the way of taking it away', () => {
    const folder = createFolder();
    mkdirSync(join(folder, FILE));
    const { store } = open(folder, createVault());
    expect(store.secretFor(PI)).toBeNull();
    store.set(PI, null);
    expect(readdirSync(folder)).toEqual([]);
  });
});
