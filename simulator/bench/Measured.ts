/** What one run of a workload gave. */
export interface Measured {
  /** Events as the workload counts them, not as the engine does: the same for every simulator. */
  events: number;
  /** Wall time of the simulation alone. */
  seconds: number;
  /** Processor time of the whole process in that time, compiler and collector included: what a loaded machine leaves comparable. */
  cpuSeconds?: number;
  /** What the run must show to have a speed at all. */
  values: Record<string, number>;
}
