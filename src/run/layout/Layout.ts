import type { ELK } from "elkjs/lib/elk-api.js";
import type { Design, Point } from "../../design/index.ts";
import { layoutGraph, placesOf } from "./layoutGraph.ts";

/**
 * Puts nodes in order. The layout engine is large: it is loaded by the first request, into a worker
 * of its own, and stays for the next.
 */
export class Layout {
  #engine: Promise<ELK> | undefined;

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
      const laidOut = await (await this.#engine).layout(graph);
      return placesOf(design, laidOut);
    } catch (error) {
      this.#engine = undefined;
      throw error;
    }
  }
}

async function startEngine(): Promise<ELK> {
  const [{ default: Elk }, { default: url }] = await Promise.all([
    import("elkjs/lib/elk-api.js"),
    import("elkjs/lib/elk-worker.min.js?url"),
  ]);
  return new Elk({ workerFactory: () => new Worker(url) });
}
