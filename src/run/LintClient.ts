import { type Remote, wrap } from "comlink";
import type { System } from "../../simulator/index.ts";
import type { ToldFinding } from "../lint/index.ts";

/** What the page may ask of the linter's worker. */
export interface LintHost {
  lint(system: System): Promise<ToldFinding[]>;
}

/**
 * The linter in a worker of its own, so that a large design costs the page no frame. The worker is
 * started by the first check, and another one after it has failed.
 */
export class LintClient implements LintHost {
  #worker: Worker | undefined;
  #host: Remote<LintHost> | undefined;
  #failed: Promise<never> | undefined;

  /** @throws Error when the worker failed */
  async lint(system: System): Promise<ToldFinding[]> {
    const { host, failed } = this.#started();
    try {
      return await Promise.race([host.lint(system), failed]);
    } catch (reason) {
      this.stop();
      throw reason;
    }
  }

  /** Ends the worker. */
  stop(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
  }

  #started(): { host: Remote<LintHost>; failed: Promise<never> } {
    if (this.#worker && this.#host && this.#failed)
      return { host: this.#host, failed: this.#failed };
    const worker = new Worker(new URL("./lint.worker.ts", import.meta.url), { type: "module" });
    const host = wrap<LintHost>(worker);
    const failed = new Promise<never>((_, reject) => {
      worker.addEventListener("error", (event) => {
        event.preventDefault();
        reject(new Error(event.message || "The linter's worker ended."));
      });
    });
    failed.catch(() => undefined);
    this.#worker = worker;
    this.#host = host;
    this.#failed = failed;
    return { host, failed };
  }
}
