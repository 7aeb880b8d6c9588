import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { StepText } from "../../../simulator/index.ts";
import type { Design } from "../DesignFile.ts";
import { createDesignStore } from "../designStore.ts";
import { emptyDesign } from "../emptyDesign.ts";
import { framesOf, hiddenIn } from "../frames.ts";
import { parseDesign } from "../parseDesign.ts";
import { pasteInto } from "../pasteInto.ts";
import {
  addNode,
  addNote,
  aligned,
  choicesBeside,
  choicesWithin,
  clippingOf,
  connect,
  containerJoined,
  copyText,
  distributed,
  group,
  insertInto,
  paste,
  putIntoContainer,
  reconnect,
  remove,
  removeAndReconnect,
  resize,
  setCollapsed,
  settle,
  ungroup,
  whyNotInsert,
  whyNotReconnect,
} from "./index.ts";

type Store = ReturnType<typeof createDesignStore>;

const EXAM = new URL("../exam/", import.meta.url);
const SYSTEMS = readdirSync(EXAM).filter((file) => file.endsWith(".sluice.json"));

function open(file: string): Store {
  const parsed = parseDesign(readFileSync(new URL(file, EXAM), "utf8"));
  if (!parsed.ok) throw new Error(`${file} must be readable.`);
  return createDesignStore(parsed.design);
}

/** Producer → queue → consumer → topic, at places in a row. */
function row(): Store {
  const store = createDesignStore(emptyDesign());
  edit(store, (draft) => {
    for (const [i, kind] of (["producer", "queue", "consumer", "topic"] as const).entries())
      addNode(draft, kind, { x: i * 240, y: 0 });
    connect(draft, "producer", "queue");
    connect(draft, "queue", "consumer");
    connect(draft, "consumer", "topic");
  });
  return store;
}

function edit<T>(store: Store, recipe: (draft: Design) => T): T {
  const result = store.edit("edit", recipe);
  if (!result.ok) throw new Error(`${result.problems[0]?.path}: ${result.problems[0]?.message}`);
  return result.value;
}

const systemOf = (store: Store) => store.getState().design.system ?? {};
const linksOf = (store: Store) =>
  Object.values(systemOf(store).links ?? {}).map(
    ({ source, kind, target }) => `${source} ${kind} ${target}`,
  );
const stepsOf = (store: Store, id: string): StepText[] => {
  const node = systemOf(store).nodes?.[id];
  return node?.kind === "consumer" ? Object.values(node.handlers).flat() : [];
};

test.each(SYSTEMS)("any node or link of %s can be deleted, alone or bridged", (file) => {
  const store = open(file);
  const { nodes = {}, links = {} } = systemOf(store);
  for (const id of Object.keys(nodes)) {
    edit(store, (draft) => remove(draft, [id], []));
    store.undo();
    // What the bridge would need may be more than the broker's product has; then it says so.
    const bridged = store.edit("bridge", (draft) => removeAndReconnect(draft, [id]));
    if (bridged.ok) store.undo();
    else expect(bridged.problems[0]?.message).toMatch(/profile|parameter/);
  }
  for (const id of Object.keys(links)) {
    edit(store, (draft) => remove(draft, [], [id]));
    store.undo();
  }
});

test.each(SYSTEMS)("any node of %s, and the whole, can be copied as a file and pasted", (file) => {
  const store = open(file);
  const { design } = store.getState();
  const keys = Object.keys(design.system?.nodes ?? {});
  for (const chosen of [keys, ...keys.map((key) => [key])]) {
    const parsed = parseDesign(copyText(design, chosen));
    if (!parsed.ok) throw new Error(`${chosen}: ${parsed.problems[0]?.message}`);
    const before = Object.keys(systemOf(store).nodes ?? {}).length;
    const pasted = pasteInto(store, "paste", parsed.design, { x: 400, y: 300 });
    expect(pasted.ok || pasted.problems).toBe(true);
    const copied = Object.keys(parsed.design.system?.nodes ?? {}).length;
    expect(Object.keys(systemOf(store).nodes ?? {})).toHaveLength(before + copied);
    store.undo();
    expect(store.getState().design).toBe(design);
  }
});

test("a copy has ids and names of its own, and its links and steps lead to the copies", () => {
  const store = row();
  const clipping = clippingOf(store.getState().design, ["queue", "consumer", "topic"]);
  expect(Object.keys(clipping.system?.links ?? {})).toEqual(["queue>consumer", "consumer>topic"]);
  const { keys } = edit(store, (draft) => paste(draft, clipping, { x: 500, y: 400 }));
  expect(keys).toEqual(["queue-2", "consumer-2", "topic-2"]);
  expect(linksOf(store).slice(3)).toEqual([
    "queue-2 subscribe consumer-2",
    "consumer-2 publish topic-2",
  ]);
  expect(systemOf(store).nodes?.["consumer-2"]?.name).toBe("Consumer 2");
  expect(stepsOf(store, "consumer-2").at(-1)).toMatchObject({ do: "publish", to: "topic-2" });
});

test("a copy of one node says nothing of what was not copied", () => {
  const clipping = clippingOf(row().getState().design, ["consumer"]);
  expect(clipping.system?.links).toEqual({});
  expect(Object.keys(clipping.system?.messageTypes ?? {})).toEqual([]);
  expect(JSON.stringify(clipping.system)).not.toContain("topic");
});

test("a link can be led elsewhere and its steps follow; what makes no sense is refused with a reason", () => {
  const store = row();
  edit(store, (draft) => addNode(draft, "stream", { x: 720, y: 200 }));
  const why = (end: "source" | "target", node: string) =>
    whyNotReconnect(store.getState().design, "consumer>topic", end, node);
  expect(why("target", "producer")).toContain("takes nothing in");
  expect(why("target", "consumer")).toContain("not linked with itself");
  expect(why("target", "stream")).toBeUndefined();
  edit(store, (draft) => reconnect(draft, "consumer>topic", "target", "stream"));
  expect(linksOf(store)).toContain("consumer publish stream");
  expect(stepsOf(store, "consumer").at(-1)).toMatchObject({ do: "publish", to: "stream" });
});

test("a node is put into a link; the half of the same kind keeps what was set on it", () => {
  const store = row();
  edit(store, (draft) => {
    Object.assign(draft.system?.links?.["producer>queue"] ?? {}, { latency: "5 ms" });
    insertInto(draft, "producer>queue", addNode(draft, "topic", { x: 120, y: 0 }));
  });
  expect(systemOf(store).links?.["producer>queue"]).toMatchObject({
    kind: "publish",
    target: "topic-2",
    latency: "5 ms",
  });
  expect(linksOf(store)).toContain("topic-2 bind queue");
  const { design } = store.getState();
  expect(whyNotInsert(design, "queue>consumer", { kind: "producer" })).toContain(
    "takes nothing in",
  );
});

test("what is deleted with reconnecting leaves its neighbors linked where that makes sense", () => {
  const store = row();
  edit(store, (draft) =>
    insertInto(draft, "producer>queue", addNode(draft, "topic", { x: 120, y: 0 })),
  );
  edit(store, (draft) => removeAndReconnect(draft, ["topic-2"]));
  expect(linksOf(store)).toContain("producer publish queue");
});

test("a second way out of a service lets its steps say which way they go", () => {
  const store = row();
  edit(store, (draft) => {
    const steps = draft.system?.nodes?.consumer;
    if (steps?.kind === "consumer")
      steps.handlers = { "*": [{ do: "publish", message: "ConsumerCompleted" }] };
  });
  edit(store, (draft) => {
    addNode(draft, "queue", { x: 0, y: 300 });
    connect(draft, "consumer", "queue-2");
  });
  expect(stepsOf(store, "consumer")).toMatchObject([{ to: "topic" }, { to: "queue-2" }]);
});

test("what can follow a node is offered as the link that it would be, what cannot with the reason", () => {
  const { design } = row().getState();
  const after = new Map(choicesBeside(design, "queue").map((each) => [each.thing, each]));
  expect(after.get("consumer")?.kind).toBe("subscribe");
  expect(after.get("dead-letters")?.kind).toBe("dead-letter");
  expect(after.get("database")?.whyNot).toContain("Put a consumer between them");
  expect(after.get("producer")?.whyNot).toContain("takes nothing in");
  const within = new Map(choicesWithin(design, "producer>queue").map((each) => [each.thing, each]));
  expect(within.get("topic")?.whyNot).toBeUndefined();
  expect(within.get("consumer")?.whyNot).toBeDefined();
});

test("things line up with the outermost and stand at equal distances", () => {
  const frames = new Map([
    ["a", { x: 0, y: 0, width: 100, height: 50 }],
    ["b", { x: 130, y: 40, width: 40, height: 90 }],
    ["c", { x: 400, y: 10, width: 100, height: 50 }],
  ]);
  const keys = [...frames.keys()];
  expect([...aligned(keys, frames, "bottom")]).toEqual([
    ["a", { x: 0, y: 80 }],
    ["c", { x: 400, y: 80 }],
  ]);
  expect(aligned(keys, frames, "middle").get("a")?.y).toBe(40);
  expect([...distributed(keys, frames, "across")]).toEqual([["b", { x: 230, y: 40 }]]);
  expect(distributed(["a", "b"], frames, "across").size).toBe(0);
});

test("a group is a zone around what was chosen; ungrouping gives the former picture back", () => {
  const store = row();
  const before = framesOf(store.getState().design);
  const zone = edit(store, (draft) => group(draft, ["queue", "consumer"]));
  expect(systemOf(store).nodes?.queue?.zone).toBe(zone);
  const box = framesOf(store.getState().design).get(zone);
  expect(box?.x).toBeLessThan(240);
  edit(store, (draft) => ungroup(draft, [zone]));
  expect(framesOf(store.getState().design)).toEqual(before);
  expect(systemOf(store).nodes?.queue?.zone).toBeUndefined();
});

test("a collapsed container is a card; what is hidden in it goes where it goes", () => {
  const store = row();
  const zone = edit(store, (draft) => group(draft, ["queue", "consumer"]));
  edit(store, (draft) => setCollapsed(draft, [zone], true));
  const { design } = store.getState();
  const frames = framesOf(design);
  expect(hiddenIn(design, "queue")).toBe(zone);
  expect(frames.has("queue")).toBe(false);
  const card = frames.get(zone) ?? { x: 0, y: 0, width: 0, height: 0 };
  edit(store, (draft) =>
    settle(draft, new Map([[zone, { x: card.x + 80, y: card.y + 40 }]]), frames),
  );
  edit(store, (draft) => setCollapsed(draft, [zone], false));
  expect(framesOf(store.getState().design).get("queue")).toMatchObject({ x: 320, y: 40 });
  edit(store, (draft) => setCollapsed(draft, [zone], true));
  edit(store, (draft) => remove(draft, [zone], []));
  expect(store.getState().design.layout?.collapsed).toBeUndefined();
});

test("a container never becomes smaller than what stands in it; notes take any size", () => {
  const store = row();
  edit(store, (draft) => {
    addNode(draft, "broker", { x: 200, y: -40 });
    putIntoContainer(draft, "queue", "broker");
    addNote(draft, { x: 0, y: 300 });
  });
  edit(store, (draft) => resize(draft, "broker", { x: 300, y: 0, width: 10, height: 10 }));
  expect(framesOf(store.getState().design).get("broker")).toEqual({
    x: 216,
    y: -40,
    width: 192,
    height: 136,
  });
  edit(store, (draft) => resize(draft, "note:note", { x: 8, y: 300, width: 240, height: 96 }));
  expect(store.getState().design.notes?.note?.at).toEqual([8, 300, 240, 96]);
});

test("while a thing is dragged, the container is known that it would join where it is let go", () => {
  const store = row();
  const broker = edit(store, (draft) => addNode(draft, "broker", { x: 0, y: 200 }));
  const before = framesOf(store.getState().design);
  const to = (key: string, x: number, y: number) => new Map([[key, { x, y }]]);
  const { design } = store.getState();
  expect(containerJoined(design, to("queue", 40, 240), before)).toBe(broker);
  expect(containerJoined(design, to("queue", 800, 240), before)).toBeUndefined();
  expect(containerJoined(design, to("consumer", 40, 240), before)).toBeUndefined();
  edit(store, (draft) => settle(draft, to("queue", 40, 240), before));
  expect(store.getState().design.system?.nodes?.queue).toMatchObject({ broker });
  const inside = framesOf(store.getState().design);
  const again = to("queue", 60, 260);
  expect(containerJoined(store.getState().design, again, inside)).toBeUndefined();
});
