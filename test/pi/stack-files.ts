import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export const PI = 'resources/pi';
/** What the old series are called; see prometheus.yml. */
export const JOB = 'modbus_exporter';
export const INSTANCE = 'modbus_exporter:9100';

async function edit(file: string, change: (text: string) => string): Promise<void> {
  const before = await readFile(file, 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`${file} is not as this test expects`);
  await writeFile(file, after);
}

/**
 * Copies the stack's Prometheus configuration to `folder`: the same but for seconds instead of
 * minutes, and for the exporter's address, which only exists among containers.
 */
export async function copyConfiguration(folder: string, exporterPort: number): Promise<string> {
  await cp(join(PI, 'prometheus'), folder, { recursive: true });
  const config = join(folder, 'prometheus.yml');
  const target = `- targets: ["127.0.0.1:${exporterPort}"]\n        labels: { instance: "${INSTANCE}" }`;
  await edit(config, (text) =>
    text
      .replace('scrape_interval: 30s', 'scrape_interval: 1s')
      .replace('scrape_timeout: 10s', 'scrape_timeout: 1s')
      .replace('evaluation_interval: 30s', 'evaluation_interval: 1s')
      .replace(`- targets: ["${INSTANCE}"]`, target)
      .replace(/ {2}- job_name: prometheus\n.*$/s, ''),
  );
  await edit(join(folder, 'rules', 'recording.yml'), (text) =>
    text.replace('interval: 5m', 'interval: 1s'),
  );
  return config;
}
