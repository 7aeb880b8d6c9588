import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { frameOfNode, type Point, parseDesign, type Rect } from "../../design/index.ts";
import { courseOf, placeAt } from "./Course.ts";
import { routeLinks } from "./routeLinks.ts";

const card = (x: number, y: number): Rect => ({ x, y, width: 144, height: 72 });
const link = (source: string, target: string, bundle = "flow") => ({
  id: `${source}>${target}`,
  source,
  target,
  bundle,
});

function hits(points: readonly Point[], rect: Rect): boolean {
  return points.slice(1).some((b, i) => {
    const a = points[i] as Point;
    return (
      Math.min(a.x, b.x) < rect.x + rect.width &&
      Math.max(a.x, b.x) > rect.x &&
      Math.min(a.y, b.y) < rect.y + rect.height &&
      Math.max(a.y, b.y) > rect.y
    );
  });
}

test("neighbors on one line are joined by a straight one", () => {
  const routes = routeLinks(
    [link("a", "b")],
    new Map([
      ["a", card(0, 0)],
      ["b", card(300, 0)],
    ]),
  );
  expect(routes.get("a>b")).toEqual([
    { x: 144, y: 36 },
    { x: 300, y: 36 },
  ]);
});

test("a link goes around a node that stands in its way", () => {
  const wall = card(250, 0);
  const routes = routeLinks(
    [link("a", "b")],
    new Map([
      ["a", card(0, 0)],
      ["wall", wall],
      ["b", card(500, 0)],
    ]),
  );
  expect(hits(routes.get("a>b") ?? [], wall)).toBe(false);
});

test("there and back run apart from each other", () => {
  const routes = routeLinks(
    [link("a", "b"), link("b", "a")],
    new Map([
      ["a", card(0, 0)],
      ["b", card(300, 0)],
    ]),
  );
  const [there, back] = [routes.get("a>b") ?? [], routes.get("b>a") ?? []];
  expect(there[0]?.y).not.toBe(back.at(-1)?.y);
});

test("no link of the order system runs through a node", () => {
  const text = readFileSync("public/examples/order-processing.sluice.json", "utf8");
  const parsed = parseDesign(text);
  if (!parsed.ok) throw new Error(parsed.problems[0].message);
  const { nodes, links } = parsed.resolved.system;
  const rects = new Map(
    Object.keys(nodes)
      .filter((id) => nodes[id]?.kind !== "broker")
      .map((id) => [id, frameOfNode(parsed.design, id)]),
  );
  const routes = routeLinks(
    Object.entries(links).map(([id, { source, target, kind }]) => ({
      id,
      source,
      target,
      bundle: kind,
    })),
    rects,
  );
  for (const [id, points] of routes) {
    for (const [name, rect] of rects)
      expect(`${id} ${name} ${hits(points, rect)}`).toBe(`${id} ${name} false`);
  }
});

test("a course is followed at its own length", () => {
  const course = courseOf([
    { x: 0, y: 0 },
    { x: 100, y: 0 },
    { x: 100, y: 100 },
  ]);
  expect(course.length).toBeLessThan(200);
  expect(course.length).toBeGreaterThan(190);
  const place = { x: 0, y: 0, angle: 0 };
  placeAt(course, 50, place);
  expect(place).toEqual({ x: 50, y: 0, angle: 0 });
  placeAt(course, course.length, place);
  expect(place.x).toBeCloseTo(100);
  expect(place.y).toBeCloseTo(100);
});

test("each of a thousand links among five hundred nodes has a course of its own length", () => {
  const rects = new Map(
    Array.from({ length: 500 }, (_, i) => [
      `n${i}`,
      card((i % 25) * 224, Math.floor(i / 25) * 128),
    ]),
  );
  const links = Array.from({ length: 1000 }, (_, i) =>
    link(`n${(i * 7) % 500}`, `n${(i * 7 + 1 + (i % 60)) % 500}`),
  );
  const courses = [...routeLinks(links, rects).values()];
  expect(courses).toHaveLength(1000);
  expect(courses.every(({ length }) => Number.isFinite(length) && length > 0)).toBe(true);
});
