import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Job, JobResult } from "./Job.ts";

interface Waiting {
  job: Job;
  resolve: (result: JobResult) => void;
  reject: (error: unknown) => void;
}

/** Does jobs in as many threads as there are processors, in the order in which they come. */
export class WorkerPool {
  readonly #idle: Worker[] = [];
  readonly #all: Worker[] = [];
  readonly #waiting: Waiting[] = [];
  readonly #working = new Map<Worker, Waiting>();

  constructor(size = availableParallelism()) {
    for (let i = 0; i < size; i++) this.#start();
  }

  /** Does a job as soon as a thread is free. */
  readonly execute = (job: Job): Promise<JobResult> =>
    new Promise((resolve, reject) => {
      this.#waiting.push({ job, resolve, reject });
      this.#handOut();
    });

  /** Ends all threads. */
  async close(): Promise<void> {
    await Promise.all(this.#all.map((worker) => worker.terminate()));
  }

  #start(): void {
    const worker = new Worker(new URL("replications.worker.mjs", import.meta.url));
    worker.on("message", (result: JobResult) => {
      this.#working.get(worker)?.resolve(result);
      this.#working.delete(worker);
      this.#idle.push(worker);
      this.#handOut();
    });
    worker.on("error", (error) => this.#working.get(worker)?.reject(error));
    this.#all.push(worker);
    this.#idle.push(worker);
  }

  #handOut(): void {
    while (this.#waiting.length > 0 && this.#idle.length > 0) {
      const worker = this.#idle.pop();
      const waiting = this.#waiting.shift();
      if (!worker || !waiting) return;
      this.#working.set(worker, waiting);
      worker.postMessage(waiting.job);
    }
  }
}
