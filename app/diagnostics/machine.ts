/** The computer and the programs that the app runs on. Sizes in bytes. */
export interface MachineReport {
  readonly version: string;
  /** As in `electron 45.4.1`; empty where there is none. */
  readonly runtime: string;
  /** As in `linux x64 6.1.0`. */
  readonly system: string;
  readonly memoryTotal: number;
  /** What programs could still get. */
  readonly memoryFree: number;
  /** Where settings and history lie; null: the system does not say. */
  readonly diskFree: number | null;
}
