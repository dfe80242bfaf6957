import { expect, it } from 'vitest';
import { licences } from '../../../resources/dev/licences.mjs';
import { bill } from '../../../resources/dev/sbom.mjs';

it('the bill of materials names what is in the app, and nothing else', async () => {
  const { metadata, components, dependencies } = await bill();
  expect(metadata.component).toMatchObject({ name: 'wago-energy-monitor', type: 'application' });
  const names = components.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['electron', ...licences().map((one) => one.name)]));
  expect(names).not.toContain('electron-builder');
  const known = new Set([metadata.component, ...components].map((one) => one['bom-ref']));
  const named = dependencies.flatMap(({ ref, dependsOn = [] }) => [ref, ...dependsOn]);
  expect(named.filter((ref) => !known.has(ref))).toEqual([]);
});
