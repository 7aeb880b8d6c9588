import { expect, test } from "vitest";
import {
  addNode,
  connect,
  containerFor,
  createDesignStore,
  emptyDesign,
  framesOf,
  group,
  resize,
  setCollapsed,
} from "../../design/index.ts";
import { courseOf } from "../../geometry/index.ts";
import { addThing } from "../add/addThing.ts";
import { findOnCanvas } from "../find/findOnCanvas.ts";
import { designPoint, miniMapScale } from "../minimap/miniMapScale.ts";
import { shownLinks } from "../projection/shownLinks.ts";
import { linkAt } from "./linkAt.ts";
import { resizedFrame } from "./resizedFrame.ts";

/** Producer → queue → consumer, near one another in a row. */
function row() {
  const store = createDesignStore(emptyDesign());
  store.edit("build", (draft) => {
    for (const [i, kind] of (["producer", "queue", "consumer"] as const).entries())
      addNode(draft, kind, { x: i * 200, y: 0 });
    connect(draft, "producer", "queue");
    connect(draft, "queue", "consumer");
  });
  return store;
}

test("the nearest link within reach is the one that is pointed at", () => {
  const courses = new Map([
    [
      "level",
      {
        course: courseOf([
          { x: 0, y: 0 },
          { x: 100, y: 0 },
        ]),
      },
    ],
    [
      "upright",
      {
        course: courseOf([
          { x: 50, y: 20 },
          { x: 50, y: 100 },
        ]),
      },
    ],
  ]);
  expect(linkAt(courses, { x: 30, y: 4 }, 8)).toBe("level");
  expect(linkAt(courses, { x: 53, y: 60 }, 8)).toBe("upright");
  expect(linkAt(courses, { x: 150, y: 0 }, 8)).toBeUndefined();
});

test("a node put into a link that is too short moves what comes after it to the right, as one step", () => {
  const store = row();
  const key = addThing(store, "topic", { x: 0, y: 0 }, { within: "producer>queue" });
  const frames = framesOf(store.getState().design);
  expect(key).toBe("topic");
  const [producer, topic, queue] = ["producer", "topic", "queue"].map((id) => frames.get(id));
  expect(topic?.x).toBeGreaterThanOrEqual((producer?.x ?? 0) + 144 + 64);
  expect(queue?.x).toBeGreaterThanOrEqual((topic?.x ?? 0) + 144 + 64);
  expect((frames.get("consumer")?.x ?? 0) - (queue?.x ?? 0)).toBe(200);
  store.undo();
  expect(framesOf(store.getState().design).get("queue")?.x).toBe(200);
});

test("a corner follows the pointer on the grid, never inside what the box holds", () => {
  const frame = { x: 0, y: 0, width: 320, height: 200 };
  expect(resizedFrame(frame, "bottom-right", { x: 403, y: 301 }, undefined)).toEqual({
    x: 0,
    y: 0,
    width: 400,
    height: 304,
  });
  const inside = { x: 16, y: 16, width: 200, height: 120 };
  expect(resizedFrame(frame, "top-left", { x: 300, y: 190 }, inside)).toMatchObject({
    x: 16,
    y: 16,
  });
});

test("a search goes by names, kinds and messages, in reading order", () => {
  const store = row();
  const { design } = store.getState();
  const frames = framesOf(design);
  expect(findOnCanvas(design, frames, "que")).toEqual(["queue"]);
  expect(findOnCanvas(design, frames, "orderplaced")).toEqual(["producer"]);
  expect(findOnCanvas(design, frames, "producer orderplaced")).toEqual(["producer"]);
  expect(findOnCanvas(design, frames, " ")).toEqual([]);
});

test("links of what is hidden lead to the card that hides it; alike ones become one", () => {
  const store = row();
  store.edit("more", (draft) => {
    addNode(draft, "queue", { x: 200, y: 200 });
    connect(draft, "producer", "queue-2");
    const zone = group(draft, ["queue", "queue-2"]);
    setCollapsed(draft, [zone], true);
  });
  const { drawn, hidden } = shownLinks(store.getState().design);
  expect([...drawn.values()].map(({ source, target }) => `${source} ${target}`)).toEqual([
    "producer zone",
    "zone consumer",
  ]);
  expect([...hidden]).toEqual([["producer>queue-2", "producer>queue"]]);
});

test("the map shows all and leads back to the point under the pointer", () => {
  const frames = new Map([["a", { x: 0, y: 0, width: 1000, height: 500 }]]);
  const scale = miniMapScale(
    frames,
    { x: 0, y: 0, width: 100, height: 100 },
    { width: 112, height: 62 },
  );
  const { x, y } = designPoint(scale, { x: 6 + 50, y: 6 + 25 });
  expect([Math.round(x), Math.round(y)]).toEqual([500, 250]);
});

test("what is added while a broker is chosen belongs to it, and a size that was set by hand grows", () => {
  const store = createDesignStore(emptyDesign());
  store.edit("build", (draft) => {
    const broker = addNode(draft, "broker", { x: 0, y: 0 });
    resize(draft, broker, { x: 0, y: 0, width: 240, height: 160 });
    addNode(draft, "consumer", { x: 600, y: 0 });
  });
  const inOf = (chosen: string, kind: "queue" | "topic" | "consumer") =>
    containerFor(store.getState().design, chosen, kind);
  expect(inOf("broker", "queue")).toBe("broker");
  expect(inOf("broker", "consumer"), "brokers hold channels only").toBeUndefined();
  const key = addThing(store, "queue", { x: 400, y: 100 }, { inside: "broker" });
  const { design } = store.getState();
  expect(design.system?.nodes?.queue).toMatchObject({ broker: "broker" });
  const [box, inside] = ["broker", key ?? ""].map((id) => framesOf(design).get(id));
  expect(box && inside && box.x + box.width >= inside.x + inside.width).toBe(true);
  expect(inOf("queue", "topic"), "beside a channel of a broker").toBe("broker");
  expect(inOf("consumer", "queue")).toBeUndefined();
  store.edit("collapse", (draft) => setCollapsed(draft, ["broker"], true));
  expect(inOf("broker", "queue"), "it would not be seen").toBeUndefined();
});
