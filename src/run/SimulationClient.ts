import { type Remote, wrap } from "comlink";
import type { SimulationHost } from "./SimulationHost.ts";

/**
 * One worker with one simulation. The remote is held here for as long as the worker lives: a
 * temporary one could be collected while a call is on its way.
 */
export class SimulationClient {
  readonly host: Remote<SimulationHost>;
  readonly #worker: Worker;
  readonly #failed: Promise<never>;

  constructor() {
    this.#worker = new Worker(new URL("./simulation.worker.ts", import.meta.url), {
      type: "module",
    });
    this.host = wrap<SimulationHost>(this.#worker);
    this.#failed = new Promise<never>((_, reject) => {
      this.#worker.addEventListener("error", (event) => {
        event.preventDefault();
        reject(new Error(event.message || "The simulation's worker ended."));
      });
      this.#worker.addEventListener("messageerror", () =>
        reject(new Error("A message of the simulation's worker could not be read.")),
      );
    });
    this.#failed.catch(() => undefined);
  }

  /** The outcome of a call, or the failure of the worker if that comes first. */
  settle<T>(call: Promise<T>): Promise<T> {
    return Promise.race([call, this.#failed]);
  }

  /** Ends the worker at once, whatever it is doing. */
  terminate(): void {
    this.#worker.terminate();
  }
}
