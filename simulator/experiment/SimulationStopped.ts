/** A run cannot go on; the message says who is at fault and how to mend it. */
export class SimulationStopped extends Error {
  override readonly name: string = "SimulationStopped";
  /** Whether its last event was dealt with as a whole: what was measured up to then holds. */
  readonly isWhole: boolean;

  constructor(message: string, isWhole = true) {
    super(message);
    this.isWhole = isWhole;
  }
}

/**
 * Lets a run go on as far as it goes: one that stops between two events says so itself (`Simulation.stopped`), and what it has
 * measured holds.
 * @returns what comes of it, or undefined when the run stopped
 * @throws SimulationStopped when it stopped in such a way that nothing holds
 */
export function asFarAsItGoes<T>(goOn: () => T): T | undefined {
  try {
    return goOn();
  } catch (error) {
    if (error instanceof SimulationStopped && error.isWhole) return undefined;
    throw error;
  }
}
