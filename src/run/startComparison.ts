import { wrap } from "comlink";
import type { BrokerOutcome, ComparisonInput } from "../../simulator/index.ts";

/** What the page may ask of the worker that compares brokers. */
export interface ComparisonHost {
  compare(input: ComparisonInput): BrokerOutcome[];
}

/** A comparison that is under way. */
export interface RunningComparison {
  /** Rejects with the reason when the design cannot run on one of the brokers, or the worker ends by itself. */
  readonly outcomes: Promise<readonly BrokerOutcome[]>;
  /** Ends the worker; `outcomes` never settles then. */
  cancel(): void;
}

/** Runs a design on several brokers in a worker of its own, which goes when it is done. */
export function startComparison(input: ComparisonInput): RunningComparison {
  const worker = new Worker(new URL("./comparison.worker.ts", import.meta.url), { type: "module" });
  const failed = new Promise<never>((_, reject) => {
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      reject(new Error(event.message || "The worker that compares brokers ended."));
    });
  });
  const asked = wrap<ComparisonHost>(worker).compare(input);
  const outcomes = Promise.race([asked, failed]).finally(() => worker.terminate());
  return { outcomes, cancel: () => worker.terminate() };
}
