import type { SimulationClient } from "./SimulationClient.ts";
import type { Pulled } from "./SimulationHost.ts";

/** Time the worker may take for one frame, in milliseconds: it leaves the page its own. Where frames take long it takes more. */
export const FRAME_BUDGET_MS = 12;
/** The same while running to some moment as fast as it goes, when fewer frames are wanted. */
const HURRY_BUDGET_MS = 50;

/**
 * Asks the worker for one frame after the other. In a hurry the next one is asked for before the last one is there, so that the worker
 * never waits for the page.
 */
export class FramePulls {
  #ahead: Promise<Pulled> | undefined;

  /** The next frame on the way to a simulated time. */
  async pull(client: SimulationClient, time: number, isHurry: boolean): Promise<Pulled> {
    const budget = isHurry ? HURRY_BUDGET_MS : FRAME_BUDGET_MS;
    const ask = (): Promise<Pulled> => client.host.pull(time, budget, isHurry);
    const next = this.take() ?? ask();
    if (isHurry) this.#ahead = ask();
    // Whoever takes it hears of its failure.
    this.#ahead?.catch(() => undefined);
    return client.settle(next);
  }

  /** Gives up what was asked for ahead. */
  drop(): void {
    this.#ahead = undefined;
  }

  /** What was asked for ahead: it is the caller's from then on, or nobody's. */
  take(): Promise<Pulled> | undefined {
    const ahead = this.#ahead;
    this.drop();
    return ahead;
  }
}
