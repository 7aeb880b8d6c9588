// @vitest-environment happy-dom
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  addNode,
  createDesignStore,
  type DesignStore,
  emptyDesign,
  parseDesign,
  printDesign,
  renameDesign,
} from "../../design/index.ts";
import type { Backend } from "../library/Backend.ts";
import { DesignLibrary } from "../library/DesignLibrary.ts";
import { memoryBackend } from "../library/memoryBackend.ts";
import type { TabPorts } from "./DesignClaim.ts";
import { DesignKeeper } from "./DesignKeeper.ts";
import { openKept } from "./openKept.ts";

beforeEach(() => vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => vi.useRealTimers());

/** Locks as browsers have them: one holder, a queue, and a holder that can be robbed. */
function fakeLocks(): LockManager {
  type Waiter = { grant: () => void; signal: AbortSignal | undefined };
  const held = new Map<string, { rob: () => void }>();
  const queues = new Map<string, Waiter[]>();
  const next = (name: string) => {
    held.delete(name);
    const waiter = queues.get(name)?.shift();
    if (waiter?.signal?.aborted) next(name);
    else waiter?.grant();
  };
  const hold = (name: string, callback: LockGrantedCallback<unknown>) =>
    new Promise((resolve, reject) => {
      const mine = { rob: () => reject(new DOMException("stolen", "AbortError")) };
      held.set(name, mine);
      void Promise.resolve(callback({ name, mode: "exclusive" } as Lock)).then((value) => {
        if (held.get(name) === mine) next(name);
        resolve(value);
      });
    });
  const request = (name: string, options: LockOptions, callback: LockGrantedCallback<unknown>) => {
    const holder = held.get(name);
    if (!holder) return hold(name, callback);
    if (options.ifAvailable) return Promise.resolve(callback(null));
    if (options.steal) {
      holder.rob();
      return hold(name, callback);
    }
    return new Promise((resolve, reject) => {
      const grant = () => void hold(name, callback).then(resolve, reject);
      queues.set(name, [...(queues.get(name) ?? []), { grant, signal: options.signal }]);
      options.signal?.addEventListener("abort", () => reject(new DOMException("", "AbortError")));
    });
  };
  return { request } as unknown as LockManager;
}

/** Channels between tabs of one test. */
function fakeChannels(): () => BroadcastChannel {
  const listeners: { owner: object; hear: (event: { data: unknown }) => void }[] = [];
  return () => {
    const owner = {
      addEventListener: (_: string, hear: (event: { data: unknown }) => void) =>
        listeners.push({ owner, hear }),
      postMessage: (data: unknown) => {
        for (const each of listeners) if (each.owner !== owner) each.hear({ data });
      },
    };
    return owner as unknown as BroadcastChannel;
  };
}

interface Tab {
  designs: DesignStore;
  keeper: DesignKeeper;
}

async function openTab(backend: Backend, name: string, ports: TabPorts): Promise<Tab> {
  const library = new DesignLibrary(backend);
  const kept = await library.read("d");
  const opened = kept && openKept(kept);
  const design = opened && "design" in opened ? opened.design : emptyDesign("Mine");
  const designs = createDesignStore(design, "d");
  const keeper = new DesignKeeper(designs, library, name, ports);
  await keeper.begin(kept?.record.revision ?? 0);
  return { designs, keeper };
}

const settle = () => vi.advanceTimersByTimeAsync(2000);
const add = ({ designs }: Tab, name: string) =>
  designs.edit(`add ${name}`, (draft) => {
    const id = addNode(draft, "queue", { x: 0, y: 0 });
    Object.assign(draft.system?.nodes?.[id] ?? {}, { name });
  });
const namesIn = (text: string | undefined) => {
  const parsed = parseDesign(text ?? "");
  if (!parsed.ok) throw new Error(parsed.problems[0].message);
  return Object.values(parsed.design.system?.nodes ?? {}).map((node) => node.name ?? "");
};
const stored = async (backend: Backend) =>
  (await new DesignLibrary(backend).read("d"))?.texts[0]?.text;

describe("saving", () => {
  const alone = (): TabPorts => ({ locks: fakeLocks(), channel: undefined });

  test("an edit is saved within a second, also while edits do not stop", async () => {
    const backend = memoryBackend();
    const tab = await openTab(backend, "one", alone());
    for (let i = 0; i < 40; i++) {
      add(tab, `q${i}`);
      await vi.advanceTimersByTimeAsync(100);
      if (i >= 8) expect(namesIn(await stored(backend)).length).toBeGreaterThanOrEqual(i - 8);
    }
    await settle();
    expect(namesIn(await stored(backend))).toHaveLength(40);
  });

  test("nothing is written before the first edit", async () => {
    const backend = memoryBackend();
    await openTab(backend, "one", alone());
    await settle();
    expect(await stored(backend)).toBeUndefined();
  });

  test("a page that goes leaves its last edits in the journal, and the next visit has them", async () => {
    const backend = memoryBackend();
    const tab = await openTab(backend, "one", alone());
    add(tab, "first");
    await settle();
    // From here on the store takes nothing that must be waited for, as in a page that is torn down.
    const dying = { ...backend, run: () => new Promise<never>(() => undefined) };
    const last = await openTab(backend, "two", alone());
    const lost = new DesignKeeper(last.designs, new DesignLibrary(dying), "three", alone());
    add(last, "last");
    window.dispatchEvent(new Event("pagehide"));
    expect(lost.status.getState().kind).toBe("saving");
    const again = await openTab(backend, "four", alone());
    expect(Object.values(again.designs.getState().design.system?.nodes ?? {})).toHaveLength(2);
  });

  test("a page that goes while its save is under way leaves these edits in the journal too", async () => {
    const backend = memoryBackend();
    const tab = await openTab(backend, "one", alone());
    add(tab, "first");
    await settle();
    let isGoing = false;
    const slow: Backend = {
      ...backend,
      run: (mode, work) =>
        isGoing && mode === "readwrite"
          ? new Promise<never>(() => undefined)
          : backend.run(mode, work),
    };
    const last = await openTab(slow, "two", alone());
    isGoing = true;
    add(last, "last");
    await settle();
    expect(last.keeper.status.getState().kind).toBe("saving");
    window.dispatchEvent(new Event("pagehide"));
    const again = await openTab(backend, "three", alone());
    expect(Object.values(again.designs.getState().design.system?.nodes ?? {})).toHaveLength(2);
  });

  test("a save that fails says so, is tried again by itself, and loses nothing", async () => {
    const backend = memoryBackend();
    let isFull = true;
    const full: Backend = {
      ...backend,
      run: (mode, work) =>
        isFull && mode === "readwrite"
          ? Promise.reject(new DOMException("full", "QuotaExceededError"))
          : backend.run(mode, work),
    };
    const tab = await openTab(full, "one", alone());
    add(tab, "a");
    add(tab, "b");
    await vi.advanceTimersByTimeAsync(1000);
    expect(tab.keeper.status.getState()).toMatchObject({ kind: "failed", isFull: true, edits: 2 });
    isFull = false;
    await vi.advanceTimersByTimeAsync(6000);
    expect(tab.keeper.status.getState().kind).toBe("memory");
    expect(namesIn(await stored(backend))).toEqual(["a", "b"]);
  });

  test("opening another design and undoing that keeps both, each under its own id", async () => {
    const backend = memoryBackend();
    const tab = await openTab(backend, "one", alone());
    add(tab, "mine");
    tab.keeper.openNew(emptyDesign("Other"));
    add(tab, "refused while it is being opened");
    await settle();
    add(tab, "theirs");
    await settle();
    const list = await new DesignLibrary(backend).list();
    expect(list.map(({ name, nodes }) => [name, nodes]).sort()).toEqual([
      ["Mine", 1],
      ["Other", 1],
    ]);
    tab.designs.undo();
    tab.designs.undo();
    await settle();
    expect(tab.designs.getState()).toMatchObject({ designId: "d", readOnly: undefined });
    add(tab, "more of mine");
    await settle();
    expect(namesIn(await stored(backend))).toEqual(["mine", "more of mine"]);
  });

  test("a template that is left untouched is not kept; one that was edited is", async () => {
    const backend = memoryBackend();
    const tab = await openTab(backend, "one", alone());
    tab.keeper.openNew(emptyDesign("Looked at"), { isTemplate: true });
    await settle();
    tab.keeper.openNew(emptyDesign("Used"), { isTemplate: true });
    await settle();
    add(tab, "x");
    await settle();
    tab.keeper.openNew(emptyDesign("Last"), { isTemplate: true });
    await settle();
    const names = (await new DesignLibrary(backend).list()).map(({ name }) => name);
    expect(names.sort()).toEqual(["Last", "Used"]);
  });
});

describe("versions", () => {
  test("are made before the first edit, before what replaces the design, and by name", async () => {
    const backend = memoryBackend();
    const tab = await openTab(backend, "one", { locks: fakeLocks(), channel: undefined });
    add(tab, "a");
    await settle();
    tab.designs.replace("import shipping.yaml", emptyDesign("Imported"));
    await settle();
    await tab.keeper.addVersion("named", "As shown in the review");
    const versions = await tab.keeper.library.versions("d");
    expect(versions.map(({ kind, name }) => [kind, name])).toEqual([
      ["named", "As shown in the review"],
      ["before", "Before “import shipping.yaml”"],
      ["interval", "As it was opened"],
    ]);
    const [, before] = versions;
    expect(namesIn(before && (await tab.keeper.library.versionText(before)))).toEqual(["a"]);
  });
});

describe("two tabs on one design", () => {
  function pair() {
    const channel = fakeChannels();
    const locks = fakeLocks();
    return { left: { locks, channel: channel() }, right: { locks, channel: channel() } };
  }

  test("the second looks on, follows the first, and takes over when it is asked to", async () => {
    const backend = memoryBackend();
    const ports = pair();
    const left = await openTab(backend, "left", ports.left);
    const right = await openTab(backend, "right", ports.right);
    expect(right.designs.getState().readOnly).toContain("Another tab");
    expect(add(right, "refused").ok).toBe(false);
    add(left, "a");
    await settle();
    expect(right.designs.getState().design).toEqual(left.designs.getState().design);
    add(left, "not saved yet");
    await right.keeper.claim.takeOver();
    await settle();
    expect(left.designs.getState().readOnly).toContain("Another tab");
    expect(add(right, "b").ok).toBe(true);
    await settle();
    expect(namesIn(await stored(backend))).toEqual(["a", "not saved yet", "b"]);
    expect(left.designs.getState().design).toEqual(right.designs.getState().design);
    left.designs.undo();
    expect(left.designs.getState().design).toEqual(right.designs.getState().design);
  });

  test("the tab that looks on takes over the last moments of the one that is closed", async () => {
    const backend = memoryBackend();
    const ports = pair();
    const left = await openTab(backend, "left", ports.left);
    const right = await openTab(backend, "right", ports.right);
    add(left, "a");
    await settle();
    const { design } = left.designs.getState();
    const text = printDesign({ ...design, name: "Last words" });
    left.keeper.library.journal({ designId: "d", tab: "left", text, revision: 1, savedAt: 5 });
    left.keeper.claim.letGo();
    await settle();
    expect(right.designs.getState()).toMatchObject({
      readOnly: undefined,
      design: { name: "Last words" },
    });
    expect(await stored(backend)).toBe(text);
  });

  test("a tab that sleeps is overtaken; its edits become a version and wait for a choice", async () => {
    const backend = memoryBackend();
    const locks = fakeLocks();
    const left = await openTab(backend, "left", { locks, channel: undefined });
    const right = await openTab(backend, "right", { locks, channel: undefined });
    const taking = right.keeper.claim.takeOver();
    await settle();
    await taking;
    add(right, "of the right");
    await settle();
    left.designs.setReadOnly(undefined);
    left.designs.edit("rename", (draft) => renameDesign(draft, "Left"));
    await settle();
    const { conflict } = left.keeper.conflict.getState();
    expect(conflict?.here.name).toBe("Left");
    expect(Object.keys(conflict?.other.system?.nodes ?? {})).toHaveLength(1);
    const [version] = await left.keeper.library.versions("d");
    expect(version?.kind).toBe("conflict");
  });

  test("without locks and channels, whatever the order of edits: each is in the store or in a version", async () => {
    const step = fc.record({ tab: fc.boolean(), wait: fc.constantFrom(0, 100, 400, 900) });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const backend = memoryBackend();
        const none: TabPorts = { locks: undefined, channel: undefined };
        const tabs = [await openTab(backend, "l", none), await openTab(backend, "r", none)];
        const made: string[] = [];
        for (const [i, { tab, wait }] of steps.entries()) {
          const done = add(tabs[tab ? 1 : 0] as Tab, `n${i}`);
          if (done.ok) made.push(`n${i}`);
          await vi.advanceTimersByTimeAsync(wait);
          for (const { keeper } of tabs) await keeper.settle(undefined);
        }
        await settle();
        const library = new DesignLibrary(backend);
        const texts = [await stored(backend)];
        for (const version of await library.versions("d"))
          texts.push(await library.versionText(version));
        const found = new Set(texts.flatMap(namesIn));
        expect(made.filter((name) => !found.has(name))).toEqual([]);
      }),
      { numRuns: 60, seed: 17 },
    );
  });
});
