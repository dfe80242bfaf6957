// Prints what the packaged app consists of, as CycloneDX: npm run -s sbom
import { pathToFileURL } from 'node:url';
import { ensureDependencies } from './dependencies.mjs';
import { licences } from './licences.mjs';
import { main, npm, Problem } from './process.mjs';

/**
 * @typedef {object} Component
 * @property {string} bom-ref
 * @property {string} name
 * @property {string} version
 */

/**
 * @typedef {object} Bill as npm writes it
 * @property {{ component: Component }} metadata
 * @property {readonly Component[]} components
 * @property {readonly { ref: string, dependsOn?: readonly string[] }[]} dependencies
 */

/**
 * npm lists every tool of development as well; in the app is what it imports, and Electron.
 * @returns {Promise<Bill>}
 */
export async function bill() {
  const { code, output } = await npm(['sbom', '--sbom-format=cyclonedx', '--loglevel=silent']);
  if (code !== 0) throw new Problem(`${output}\nnpm sbom failed.`);
  /** @type {Bill} */
  const whole = JSON.parse(output.slice(output.indexOf('{')));
  const app = whole.metadata.component;
  const packed = new Set(licences().map(({ name, version }) => `${name}@${version}`));
  const components = whole.components.filter(
    ({ name, version }) => name === 'electron' || packed.has(`${name}@${version}`),
  );
  const known = new Set([app, ...components].map((component) => component['bom-ref']));
  const dependencies = whole.dependencies
    .filter(({ ref }) => known.has(ref))
    .map(({ ref, dependsOn = [] }) => ({
      ref,
      dependsOn: dependsOn.filter((on) => known.has(on)),
    }));
  // npm names the app after the folder that it lies in.
  const component = { ...app, type: 'application', name: app['bom-ref'].split('@')[0] ?? '' };
  return { ...whole, metadata: { ...whole.metadata, component }, components, dependencies };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await main(async () => {
    await ensureDependencies();
    process.stdout.write(`${JSON.stringify(await bill(), null, 2)}\n`);
    return 0;
  });
}
