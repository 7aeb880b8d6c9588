import { expect, test } from "vitest";
import {
  addNode,
  connect,
  createDesignStore,
  emptyDesign,
  linkVerdict,
} from "../../design/index.ts";
import { courseOf } from "../../geometry/index.ts";
import { gripPlace } from "./gripPlace.ts";
import { nearestToward, readingOrder } from "./readingOrder.ts";

const card = (x: number, y: number) => ({ x, y, width: 144, height: 72 });

test("nodes are read row by row, a row being what stands at about one height", () => {
  const frames = new Map([
    ["d", card(300, 200)],
    ["b", card(300, 10)],
    ["c", card(0, 190)],
    ["a", card(0, 0)],
  ]);
  expect(readingOrder(frames)).toEqual(["a", "b", "c", "d"]);
});

test("walking goes to the nearest candidate that lies that way", () => {
  const frames = new Map([
    ["near", card(300, 0)],
    ["far", card(600, 0)],
    ["behind", card(-300, 0)],
  ]);
  const keys = [...frames.keys()];
  expect(nearestToward(card(0, 0), "right", keys, frames)).toBe("near");
  expect(nearestToward(card(0, 0), "left", keys, frames)).toBe("behind");
  expect(nearestToward(card(0, 0), "up", keys, frames)).toBeUndefined();
});

test("a link is judged while it is drawn, with the reason when it cannot be", () => {
  const store = createDesignStore(emptyDesign());
  store.edit("build", (draft) => {
    addNode(draft, "producer", { x: 0, y: 0 });
    addNode(draft, "queue", { x: 0, y: 0 });
    addNode(draft, "consumer", { x: 0, y: 0 });
    addNode(draft, "dead-letters", { x: 0, y: 0 });
  });
  const judge = (source: string, target: string) =>
    linkVerdict(store.getState().design, source, target);
  expect(judge("producer", "queue")).toEqual({
    kind: "publish",
    says: "Producer publishes to Queue",
  });
  expect(judge("queue", "dlq").kind).toBe("dead-letter");
  expect(judge("consumer", "producer").says).toContain("takes nothing in");
  expect(judge("queue", "queue").kind).toBeUndefined();
  store.edit("connect", (draft) => void connect(draft, "producer", "queue"));
  expect(judge("producer", "queue").says).toBe("These two are linked already.");
});

test("the grips of a link leave the ports at its ends free, and those of a short link keep apart", () => {
  const long = courseOf([
    { x: 0, y: 0 },
    { x: 100, y: 0 },
    { x: 100, y: 80 },
  ]);
  expect(gripPlace(long, "source")).toMatchObject({ x: 22, y: 0 });
  expect(gripPlace(long, "target")).toMatchObject({ x: 100, y: 58 });
  const short = courseOf([
    { x: 0, y: 0 },
    { x: 30, y: 0 },
  ]);
  expect([gripPlace(short, "source").x, gripPlace(short, "target").x]).toEqual([10, 20]);
});
