import { COLUMNS, largeGraph } from "./bareFlow/largeGraph.mjs";

export const LARGE_GRAPH = largeGraph();

/** The large graph as the file of a system that runs: producers, then queues and consumers in turn. */
export function largeDesign() {
  /** @type {Record<string, object>} */
  const nodes = {};
  for (const { id, column } of LARGE_GRAPH.nodes) {
    const next = LARGE_GRAPH.links.find(({ source }) => source === id)?.target;
    if (column === 0)
      nodes[id] = {
        kind: "producer",
        messages: { E: 1 },
        arrivals: { process: "poisson", rate: "2/s" },
      };
    else if (column % 2 === 1) nodes[id] = { kind: "queue" };
    else {
      const publish = column < COLUMNS - 1 ? [{ do: "publish", message: "E", to: next }] : [];
      nodes[id] = {
        kind: "consumer",
        handlers: { "*": [{ do: "work", time: "50 ms" }, ...publish] },
      };
    }
  }
  const links = Object.fromEntries(
    LARGE_GRAPH.links.map(({ source, target }) => {
      const column = Number(source.slice(1).split("-")[0]);
      return [
        `${source}>${target}`,
        { kind: column % 2 === 0 ? "publish" : "subscribe", source, target },
      ];
    }),
  );
  const places = Object.fromEntries(LARGE_GRAPH.nodes.map(({ id, x, y }) => [id, [x, y]]));
  return JSON.stringify({
    format: 3,
    name: "Five hundred nodes",
    system: { messageTypes: { E: { kind: "event" } }, nodes, links },
    scenarios: { normal: { duration: "10 min", seed: 1 } },
    layout: { nodes: places },
  });
}

/** Lets the page open with the large design. */
export async function openWithLargeDesign(/** @type {import("@playwright/test").Page} */ page) {
  const body = largeDesign();
  await page.route("**/examples/order-processing.sluice.json", (route) =>
    route.fulfill({ contentType: "application/json", body }),
  );
}
