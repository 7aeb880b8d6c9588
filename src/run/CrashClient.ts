import { wrap } from "comlink";
import type { SagaTrial, SimulationInput, StepCrash } from "../../simulator/index.ts";

type System = SimulationInput["system"];

/** What the page may ask of the worker that tries crashes. */
export interface CrashHost {
  crashAtEachStep(system: System, serviceId: string, messageType: string): readonly StepCrash[];
  failAtEachSagaStep(system: System, sagaId: string): readonly SagaTrial[];
}

/** A worker that was started, and how to end it. */
export interface CrashWorker {
  test(system: System, serviceId: string, messageType: string): Promise<readonly StepCrash[]>;
  testSaga(system: System, sagaId: string): Promise<readonly SagaTrial[]>;
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
    testSaga: (system, sagaId) => host.failAtEachSagaStep(system, sagaId),
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
  readonly #known = new WeakMap<System, Map<string, unknown>>();
  #worker: CrashWorker | undefined;

  constructor(start: () => CrashWorker = startCrashWorker, deadline: number = DEADLINE_MS) {
    this.#start = start;
    this.#deadline = deadline;
  }

  /** What is known already, without asking anybody. */
  known(system: System, serviceId: string, messageType: string): readonly StepCrash[] | undefined {
    const key = keyOf(serviceId, messageType);
    return this.#known.get(system)?.get(key) as readonly StepCrash[] | undefined;
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
    return (
      known ??
      this.#ask(system, keyOf(serviceId, messageType), (worker) =>
        worker.test(system, serviceId, messageType),
      )
    );
  }

  /**
   * Lets one instance of a saga run, once for each command and each thing that can go wrong with it.
   * @throws Error that says why it could not be tried
   */
  async testSaga(system: System, sagaId: string): Promise<readonly SagaTrial[]> {
    const known = this.#known.get(system)?.get(sagaId) as readonly SagaTrial[] | undefined;
    return known ?? this.#ask(system, sagaId, (worker) => worker.testSaga(system, sagaId));
  }

  async #ask<T>(system: System, key: string, ask: (worker: CrashWorker) => Promise<T>): Promise<T> {
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
      const outcome = await Promise.race([ask(worker), failed, late]);
      const table = this.#known.get(system) ?? new Map<string, unknown>();
      this.#known.set(system, table.set(key, outcome));
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
