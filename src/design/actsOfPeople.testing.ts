import type { DesignStore } from "./designStore.ts";
import {
  addFault,
  addNode,
  addNote,
  aligned,
  choicesBeside,
  clippingOf,
  connect,
  distributed,
  fitsInto,
  group,
  insertInto,
  moveNodes,
  PLACEABLE_KINDS,
  paste,
  putIntoContainer,
  reconnect,
  remove,
  removeAndReconnect,
  removeNotes,
  renameNode,
  resize,
  setCollapsed,
  settle,
  shifted,
  ungroup,
  whyNoGroup,
  whyNotInsert,
  whyNotReconnect,
  writeNote,
} from "./edits/index.ts";
import { framesOf, isContainer, noteKey } from "./frames.ts";
import { linkVerdict } from "./linkVerdict.ts";

/** What a person does to a design, chosen by two numbers. For tests of any sequence of acts. */
export type ActOfPerson = (store: DesignStore, a: number, b: number) => void;

/** Every way in which the canvas changes a design. */
export function actsOfPeople(): readonly ActOfPerson[] {
  return [add, add, addAfter, link, link, drag, ...ON_NODES, ...ON_LINKS, ...ON_PICTURE];
}

function pick<T>(items: readonly T[], n: number): T | undefined {
  return items.length === 0 ? undefined : items[n % items.length];
}

const designOf = (store: DesignStore) => store.getState().design;
const nodesOf = (store: DesignStore) => Object.keys(designOf(store).system?.nodes ?? {});
const linksOf = (store: DesignStore) => Object.keys(designOf(store).system?.links ?? {});
/** Some of the nodes: two or three. */
const someOf = (store: DesignStore, a: number, b: number) => [
  ...new Set([a, b, a + b].flatMap((n) => pick(nodesOf(store), n) ?? [])),
];

/** A design that grows without end would make a test slow, not strict. */
const MOST_NODES = 24;
const isFull = (store: DesignStore) => nodesOf(store).length >= MOST_NODES;

const add: ActOfPerson = (store, a, b) => {
  if (isFull(store)) return;
  store.edit("add", (d) => addNode(d, pick(PLACEABLE_KINDS, a) ?? "queue", { x: a, y: b }));
};

const addAfter: ActOfPerson = (store, a, b) => {
  const node = pick(nodesOf(store), a);
  if (node === undefined || isFull(store)) return;
  const choice = pick(
    choicesBeside(designOf(store), node).filter(({ kind }) => kind),
    b,
  );
  if (!choice) return;
  store.edit("add after", (d) =>
    connect(d, node, addNode(d, choice.thing, { x: a, y: b }), choice.kind),
  );
};

const link: ActOfPerson = (store, a, b) => {
  const [from, to] = [pick(nodesOf(store), a), pick(nodesOf(store), b)];
  if (from === undefined || to === undefined) return;
  const { kind } = linkVerdict(designOf(store), from, to);
  if (kind) store.edit("link", (d) => connect(d, from, to, kind));
};

const drag: ActOfPerson = (store, a, b) => {
  const node = pick(nodesOf(store), a);
  if (node === undefined) return;
  store.edit("drag", (d) => moveNodes(d, { [node]: { x: a, y: b } }), { gesture: "drag" });
};

const ON_NODES: readonly ActOfPerson[] = [
  (store, a, b) => {
    const node = pick(nodesOf(store), a);
    const gone = pick(linksOf(store), b);
    store.edit("remove", (d) => remove(d, node ? [node] : [], gone ? [gone] : []));
  },
  (store, a, b) => {
    const nodes = someOf(store, a, b).slice(0, 2);
    store.edit("remove and reconnect", (d) => removeAndReconnect(d, nodes));
  },
  (store, a, b) => {
    const node = pick(nodesOf(store), a);
    if (node) store.edit("rename", (d) => renameNode(d, node, `Node ${b}`));
  },
  (store, a) => {
    const target = pick(nodesOf(store), a);
    if (!target) return;
    store.edit("fault", (d) => addFault(d, "normal", { fault: "pause", target, at: "5 s" }));
  },
  (store, a, b) => {
    if (isFull(store)) return;
    const clipping = clippingOf(designOf(store), someOf(store, a, b));
    store.edit("paste", (d) => paste(d, clipping, { x: a, y: b }));
  },
  (store, a, b) => {
    const keys = someOf(store, a, b);
    if (whyNoGroup(designOf(store), keys) === undefined) store.edit("group", (d) => group(d, keys));
  },
  (store, a) => {
    const { nodes } = designOf(store).system ?? {};
    const boxes = Object.entries(nodes ?? {}).filter(([, { kind }]) => isContainer(kind));
    const box = pick(boxes, a)?.[0];
    if (box) store.edit("ungroup", (d) => ungroup(d, [box]));
  },
  (store, a, b) => {
    const [node, box] = [pick(nodesOf(store), a), pick(nodesOf(store), b)];
    if (!node || !box || !fitsInto(designOf(store), node, box)) return;
    store.edit("put into", (d) => putIntoContainer(d, node, box));
  },
];

const ON_LINKS: readonly ActOfPerson[] = [
  (store, a, b) => {
    const [id, node] = [pick(linksOf(store), a), pick(nodesOf(store), b)];
    const end = a % 2 === 0 ? "source" : "target";
    if (!id || !node || whyNotReconnect(designOf(store), id, end, node) !== undefined) return;
    store.edit("reconnect", (d) => reconnect(d, id, end, node));
  },
  (store, a, b) => {
    const id = pick(linksOf(store), a);
    const thing = pick(PLACEABLE_KINDS, b);
    if (!id || !thing || isFull(store)) return;
    const end = thing === "dead-letters" ? { kind: "queue" as const } : { kind: thing };
    if (whyNotInsert(designOf(store), id, end) !== undefined) return;
    store.edit("insert", (d) => insertInto(d, id, addNode(d, thing, { x: a, y: b })));
  },
];

const ON_PICTURE: readonly ActOfPerson[] = [
  (store, a, b) => {
    const design = designOf(store);
    const before = framesOf(design);
    const by = { x: (a % 40) * 8, y: (b % 40) * 8 };
    const moved = shifted(someOf(store, a, b), by, design, before);
    store.edit("nudge", (d) => settle(d, moved, before), { gesture: "nudge" });
  },
  (store, a, b) => {
    const before = framesOf(designOf(store));
    const keys = someOf(store, a, b);
    const moved =
      a % 2 === 0 ? aligned(keys, before, "middle") : distributed(keys, before, "across");
    store.edit("arrange", (d) => settle(d, moved, before));
  },
  (store, a, b) => {
    const box = pick(nodesOf(store), a);
    if (!box || !isContainer(designOf(store).system?.nodes?.[box]?.kind ?? "queue")) return;
    if (b % 2 === 0) store.edit("collapse", (d) => setCollapsed(d, [box], b % 4 === 0));
    else store.edit("resize", (d) => resize(d, box, { x: 0, y: 0, width: a, height: b }));
  },
  (store, a, b) => {
    const note = pick(Object.keys(designOf(store).notes ?? {}), a);
    if (!note || b % 3 === 0) store.edit("note", (d) => addNote(d, { x: a, y: b }));
    else if (b % 3 === 1) store.edit("write", (d) => writeNote(d, note, `Text ${b}`));
    else if (a % 2 === 0)
      store.edit("resize note", (d) =>
        resize(d, noteKey(note), { x: a, y: b, width: 200, height: 90 }),
      );
    else store.edit("remove note", (d) => removeNotes(d, [note]));
  },
];
