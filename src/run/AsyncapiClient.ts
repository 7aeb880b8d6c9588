import { wrap } from "comlink";
import type { Diagnostic } from "../asyncapi/index.ts";

/** What the page may ask of the parser's worker. */
export interface AsyncapiHost {
  validate(document: unknown): Promise<Diagnostic[]>;
}

/** What the parser found in one document, and how long it took. */
export interface Validation {
  diagnostics: Diagnostic[];
  milliseconds: number;
}

/** A worker that was started, and how to end it. */
export interface ParserWorker extends AsyncapiHost {
  /** Never resolves; rejects when the worker ends by itself. */
  failed: Promise<never>;
  terminate(): void;
}

/** A document that takes longer hangs the parser; its worker is ended and the page goes on. */
const DEADLINE_MS = 30_000;

function startParserWorker(): ParserWorker {
  const worker = new Worker(new URL("./asyncapi.worker.ts", import.meta.url), { type: "module" });
  const remote = wrap<AsyncapiHost>(worker);
  const failed = new Promise<never>((_, reject) => {
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      reject(new Error(event.message || "The worker of the AsyncAPI parser ended."));
    });
  });
  failed.catch(() => undefined);
  return {
    validate: (document) => remote.validate(document),
    failed,
    terminate: () => worker.terminate(),
  };
}

/**
 * Checks documents with the AsyncAPI parser, which lives in a worker of its own and is loaded by
 * the first check. Only the newest request is answered: an older one stops when a newer one comes.
 */
export class AsyncapiClient {
  readonly #start: () => ParserWorker;
  readonly #deadline: number;
  #worker: ParserWorker | undefined;
  #newest = 0;

  constructor(start: () => ParserWorker = startParserWorker, deadline: number = DEADLINE_MS) {
    this.#start = start;
    this.#deadline = deadline;
  }

  /**
   * Checks documents one after the other and tells of each as it is done.
   * @returns whether all were checked; false when a newer request took over
   * @throws Error when the worker failed or took too long; the next request starts another one
   */
  async validate(
    documents: readonly unknown[],
    onChecked: (index: number, validation: Validation) => void,
  ): Promise<boolean> {
    const request = ++this.#newest;
    for (const [index, document] of documents.entries()) {
      const start = performance.now();
      const diagnostics = await this.#check(document);
      if (request !== this.#newest) return false;
      onChecked(index, { diagnostics, milliseconds: performance.now() - start });
    }
    return true;
  }

  /** Ends the worker and gives its memory back; what is under way is never answered. */
  stop(): void {
    this.#newest++;
    this.#worker?.terminate();
    this.#worker = undefined;
  }

  async #check(document: unknown): Promise<Diagnostic[]> {
    this.#worker ??= this.#start();
    const worker = this.#worker;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      const seconds = this.#deadline / 1000;
      const message = `The AsyncAPI parser took more than ${seconds} s and was ended.`;
      timer = setTimeout(() => reject(new Error(message)), this.#deadline);
    });
    try {
      return await Promise.race([worker.validate(document), worker.failed, late]);
    } catch (reason) {
      worker.terminate();
      if (this.#worker === worker) this.#worker = undefined;
      throw reason;
    } finally {
      clearTimeout(timer);
    }
  }
}
