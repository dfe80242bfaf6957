import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { PI } from './stack-files.ts';

const targetSchema = z.object({
  expr: z.string(),
  instant: z.boolean(),
  legendFormat: z.string(),
  interval: z.string().optional(),
  datasource: z.object({ uid: z.literal('wago_prometheus') }),
});

const plainPanelSchema = z.object({
  id: z.int(),
  title: z.string(),
  type: z.string(),
  timeFrom: z.string().optional(),
  targets: z.array(targetSchema).default([]),
  fieldConfig: z.unknown().optional(),
});

const panelSchema = plainPanelSchema.extend({ panels: z.array(plainPanelSchema).default([]) });
export type Panel = z.infer<typeof plainPanelSchema>;

const dashboardSchema = z.object({
  schemaVersion: z.int().min(39),
  timezone: z.literal('browser'),
  panels: z.array(panelSchema),
});

/** The dashboard as the repository has it. */
export async function readDashboard(): Promise<z.infer<typeof dashboardSchema>> {
  const file = join(PI, 'dashboards', 'heat_pump_dashboard.json');
  return dashboardSchema.parse(JSON.parse(await readFile(file, 'utf8')));
}

/** Every panel, those in collapsed rows too. */
export async function readPanels(): Promise<readonly Panel[]> {
  const { panels } = await readDashboard();
  return panels.flatMap((panel) => [panel, ...panel.panels]);
}

/** What Grafana puts in for its variables. */
export function substituted(expression: string, range: string): string {
  return expression
    .replaceAll('$__range', range)
    .replaceAll('$__rate_interval', '2m')
    .replaceAll('$instance', '.*');
}
