import type { ELK } from "elkjs/lib/elk-api.js";
import type { Design, Point } from "../../design/index.ts";
import { layoutGraph, placesOf } from "./layoutGraph.ts";

/** The layout engine, and what tells that its worker has failed: it never says so itself. */
interface Engine {
  readonly elk: ELK;
  readonly failed: Promise<never>;
}

/**
 * Puts nodes in order. The layout engine is large: it is loaded by the first request, into a worker
 * of its own, and stays for the next.
 */
export class Layout {
  #engine: Promise<Engine> | undefined;

  /**
   * New places of nodes, by id.
   * @param keys nodes to put in order, with what stands in them; all of them if fewer than two are named
   * @throws Error when the engine failed; the next request starts another one
   */
  async places(design: Design, keys: readonly string[]): Promise<ReadonlyMap<string, Point>> {
    const graph = layoutGraph(design, keys);
    if ((graph.children ?? []).length === 0) return new Map();
    this.#engine ??= startEngine();
    try {
      const { elk, failed } = await this.#engine;
      return placesOf(design, await Promise.race([elk.layout(graph), failed]));
    } catch (error) {
      this.giveUp();
      throw error;
    }
  }

  /** Ends what is under way, which is never answered then; the next request starts another engine. */
  giveUp(): void {
    this.#engine?.then(
      ({ elk }) => elk.terminateWorker(),
      () => undefined,
    );
    this.#engine = undefined;
  }
}

async function startEngine(): Promise<Engine> {
  const [{ default: Elk }, { default: url }] = await Promise.all([
    import("elkjs/lib/elk-api.js"),
    import("elkjs/lib/elk-worker.min.js?url"),
  ]);
  const worker = new Worker(url);
  const failed = new Promise<never>((_, reject) => {
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      reject(new Error(event.message || "The part that puts nodes in order could not be loaded."));
    });
  });
  failed.catch(() => undefined);
  return { elk: new Elk({ workerFactory: () => worker }), failed };
}
