import { SimulationClient } from "./SimulationClient.ts";

/** The worker of a run: one at a time, made when it is first asked, replaced when nobody waits for it any more. */
export class RunWorker {
  readonly #onFailure: (reason: string) => void;
  #client: SimulationClient | undefined;

  /** @param onFailure is told why the present worker failed; what becomes of a replaced one is nobody's concern */
  constructor(onFailure: (reason: string) => void) {
    this.#onFailure = onFailure;
  }

  /** Ends the worker at once, whatever it is doing; the next call begins with a new one. */
  replace(): void {
    this.#client?.terminate();
    this.#client = undefined;
  }

  /** The answer, or undefined when the worker failed or was replaced meanwhile. */
  async call<T>(ask: (client: SimulationClient) => Promise<T>): Promise<T | undefined> {
    this.#client ??= new SimulationClient();
    const client = this.#client;
    try {
      return await ask(client);
    } catch (error) {
      if (client === this.#client)
        this.#onFailure(error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }
}
