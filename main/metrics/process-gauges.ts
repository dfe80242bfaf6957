import { readdirSync } from 'node:fs';
import { Counter, Gauge, type Registry } from 'prom-client';

/** This process as Prometheus' naming conventions for processes want it. */
interface ProcessFigures {
  readonly cpuSeconds: number;
  readonly residentBytes: number;
  readonly heapUsedBytes: number;
  /** null where the system does not say. */
  readonly openFiles: number | null;
  readonly startedAtSeconds: number;
}

function openFiles(): number | null {
  try {
    return readdirSync('/proc/self/fd').length;
  } catch {
    return null;
  }
}

const startedAtSeconds = performance.timeOrigin / 1000;

function figures(): ProcessFigures {
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed } = process.memoryUsage();
  return {
    cpuSeconds: (user + system) / 1e6,
    residentBytes: rss,
    heapUsedBytes: heapUsed,
    openFiles: openFiles(),
    startedAtSeconds,
  };
}

/**
 * The few process metrics that tell a leak or a busy loop. prom-client's own defaults keep a 100 Hz
 * timer and a GC observer running for good and cannot be taken back, so these are read at the scrape.
 * The names are those that the Python exporter had too, with the same meaning.
 */
export function addProcessMetrics(registry: Registry): { readonly refresh: () => void } {
  const registers = [registry];
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers });
  const cpu = new Counter({
    name: 'process_cpu_seconds_total',
    help: 'User and system CPU time spent in seconds.',
    registers,
  });
  const resident = gauge('process_resident_memory_bytes', 'Resident memory size in bytes.');
  const heap = gauge('nodejs_heap_size_used_bytes', 'Used heap of the JavaScript engine in bytes.');
  const files = gauge('process_open_fds', 'Number of open file descriptors.');
  const started = gauge(
    'process_start_time_seconds',
    'Start time of the process since unix epoch in seconds.',
  );
  return {
    refresh() {
      const now = figures();
      cpu.reset();
      cpu.inc(now.cpuSeconds);
      resident.set(now.residentBytes);
      heap.set(now.heapUsedBytes);
      started.set(now.startedAtSeconds);
      if (now.openFiles === null) files.remove();
      else files.set(now.openFiles);
    },
  };
}
