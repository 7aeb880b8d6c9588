import { wrap } from "comlink";
import type { SimulationInput, StepCrash } from "../../simulator/index.ts";

type System = SimulationInput["system"];

/** What the page may ask of the worker that tries crashes. */
export interface CrashHost {
  crashAtEachStep(system: System, serviceId: string, messageType: string): readonly StepCrash[];
}

/** A worker that was started, and how to end it. */
export interface CrashWorker {
  test(system: System, serviceId: string, messageType: string): Promise<readonly StepCrash[]>;
  /** Never resolves; rejects when the worker ends by itself. */
  failed: Promise<never>;
  terminate(): void;
}

/** One message takes milliseconds; what takes longer is a run that does not end. */
const DEADLINE_MS = 20_000;

function startCrashWorker(): CrashWorker {
  const worker = new Worker(new URL("./crash.worker.ts", import.meta.url), { type: "module" });
  const host = wrap<CrashHost>(worker);
  const failed = new Promise<never>((_, reject) => {
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      reject(new Error(event.message || "The worker that tries crashes ended."));
    });
  });
  failed.catch(() => undefined);
  return {
    test: (system, serviceId, messageType) => host.crashAtEachStep(system, serviceId, messageType),
    failed,
    terminate: () => worker.terminate(),
  };
}

/**
 * Tries a crash at each boundary of a handler, in a worker that the first try starts. What was
 * tried is remembered for as long as the system is the same object.
 */
export class CrashClient {
  readonly #start: () => CrashWorker;
  readonly #deadline: number;
  readonly #known = new WeakMap<System, Map<string, readonly StepCrash[]>>();
  #worker: CrashWorker | undefined;

  constructor(start: () => CrashWorker = startCrashWorker, deadline: number = DEADLINE_MS) {
    this.#start = start;
    this.#deadline = deadline;
  }

  /** What is known already, without asking anybody. */
  known(system: System, serviceId: string, messageType: string): readonly StepCrash[] | undefined {
    return this.#known.get(system)?.get(keyOf(serviceId, messageType));
  }

  /**
   * Lets one message through the handler, once for each boundary.
   * @throws Error that says why it could not be tried; a worker that failed is replaced by the next try
   */
  async test(
    system: System,
    serviceId: string,
    messageType: string,
  ): Promise<readonly StepCrash[]> {
    const known = this.known(system, serviceId, messageType);
    if (known) return known;
    this.#worker ??= this.#start();
    const worker = this.#worker;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      const seconds = this.#deadline / 1000;
      timer = setTimeout(() => {
        this.stop();
        reject(new Error(`It took more than ${seconds} s and was ended.`));
      }, this.#deadline);
    });
    const failed = worker.failed.catch((reason) => {
      if (this.#worker === worker) this.stop();
      throw reason;
    });
    try {
      const asked = worker.test(system, serviceId, messageType);
      const outcome = await Promise.race([asked, failed, late]);
      const table = this.#known.get(system) ?? new Map<string, readonly StepCrash[]>();
      this.#known.set(system, table.set(keyOf(serviceId, messageType), outcome));
      return outcome;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Ends the worker and gives its memory back. */
  stop(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
  }
}

const keyOf = (serviceId: string, messageType: string) => `${serviceId}\n${messageType}`;
