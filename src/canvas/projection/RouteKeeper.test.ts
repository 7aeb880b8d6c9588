import { expect, test } from "vitest";
import { plainRoutes, routeLinks } from "../../geometry/index.ts";
import { RouteKeeper } from "./RouteKeeper.ts";

const COLUMNS = 20;

/** A grid of nodes, each linked with three others further right. */
function grid() {
  const rects = new Map(
    Array.from({ length: 120 }, (_, i) => [
      `n${i}`,
      { x: (i % COLUMNS) * 240, y: Math.floor(i / COLUMNS) * 120, width: 144, height: 72 },
    ]),
  );
  const links = Array.from({ length: 200 }, (_, i) => ({
    id: `l${i}`,
    source: `n${i % 100}`,
    target: `n${(i * 7 + 1) % 120}`,
    bundle: "flow",
  })).filter(({ source, target }) => source !== target);
  return { rects, links };
}

function later(): { routed: Promise<void>; onRouted: () => void } {
  let onRouted = () => {};
  const routed = new Promise<void>((resolve) => {
    onRouted = resolve;
  });
  return { routed, onRouted };
}

test("a large design has plain courses at once and those of the whole soon after", async () => {
  const { rects, links } = grid();
  const { routed, onRouted } = later();
  const keeper = new RouteKeeper(onRouted);
  keeper.follow(links, rects, false);
  const plain = plainRoutes(links, rects);
  for (const { id } of links) expect(keeper.get(id)).toEqual(plain.get(id));
  await routed;
  const best = routeLinks(links, rects);
  for (const { id } of links) expect(keeper.get(id)).toEqual(best.get(id));
});

test("while one node is dragged, only what hangs on it changes", async () => {
  const { rects, links } = grid();
  const { routed, onRouted } = later();
  const keeper = new RouteKeeper(onRouted);
  keeper.follow(links, rects, false);
  await routed;
  const before = new Map(links.map(({ id }) => [id, keeper.get(id)]));
  const moved = new Map(rects).set("n5", { x: 1300, y: 60, width: 144, height: 72 });
  keeper.follow(links, moved, true);
  const changed = links.filter(({ id }) => keeper.get(id) !== before.get(id));
  expect(changed.length).toBeGreaterThan(0);
  for (const { source, target } of changed) expect([source, target]).toContain("n5");
});
