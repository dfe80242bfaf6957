import { X509Certificate } from 'node:crypto';
import { constants } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import * as tls from 'node:tls';
import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';
import type { PrometheusFault } from '../../app/history/prometheus.ts';
import { err, ok, type Result } from '../../app/result.ts';

/** Where Linux keeps what its administrator trusts, if Node itself cannot ask the system. */
const LINUX_BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
];
/** Variables that name further files, as OpenSSL and Node know them. */
const VARIABLES = ['SSL_CERT_FILE', 'NODE_EXTRA_CA_CERTS'];
/** A file of one's own holds a few certificates. */
const MAX_BYTES = 2 ** 20;

const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

const certificatesIn = (text: string): string[] => text.match(PEM) ?? [];

async function bundle(file: string): Promise<string[]> {
  return readFile(file, 'utf8').then(certificatesIn, () => []);
}

/** Since Node 22 and so in the app; the command line may run on an older one. */
interface WithSystemStore {
  readonly getCACertificates?: (kind: 'system') => string[];
}

async function systemCertificates(): Promise<string[]> {
  const named = VARIABLES.flatMap((name) => process.env[name] ?? []);
  const own = (await Promise.all(named.map(bundle))).flat();
  const { getCACertificates } = tls as WithSystemStore;
  if (getCACertificates !== undefined) return [...own, ...getCACertificates('system')];
  for (const file of LINUX_BUNDLES) {
    const found = await bundle(file);
    if (found.length > 0) return [...own, ...found];
  }
  return own;
}

type CaFault = Extract<PrometheusFault, { readonly kind: 'ca-file' }>;

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}

async function readCaFile(file: string): Promise<Result<string[], CaFault>> {
  const fault = (why: CaFault['why'], detail = ''): Result<never, CaFault> =>
    err({ kind: 'ca-file', file, why, detail });
  try {
    // Without the second flag a named pipe would be waited for.
    const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const about = await handle.stat();
      if (!about.isFile() || about.size > MAX_BYTES) return fault('no-certificate');
      const found = certificatesIn(await handle.readFile('utf8'));
      if (found.length === 0 || !found.every(isCertificate)) return fault('no-certificate');
      return ok(found);
    } finally {
      await handle.close();
    }
  } catch (error) {
    return fault('unreadable', error instanceof Error && 'code' in error ? String(error.code) : '');
  }
}

/** Parsing some hundred certificates takes a while, so once for all who need no more of them. */
let usual: Promise<SecureContext> | null = null;

/**
 * What a server's certificate is checked against: Mozilla's list, what the system trusts, and `caFile`.
 * @param caFile PEM; undefined: none.
 */
export async function trust(caFile: string | undefined): Promise<Result<SecureContext, CaFault>> {
  if (caFile === undefined) {
    usual ??= systemCertificates().then((system) =>
      createSecureContext({ ca: [...rootCertificates, ...system] }),
    );
    return ok(await usual);
  }
  const own = await readCaFile(caFile);
  if (!own.ok) return own;
  const system = await systemCertificates();
  return ok(createSecureContext({ ca: [...own.value, ...rootCertificates, ...system] }));
}
