import { describe, expect, test } from "vitest";
import { Messages } from "./Messages.ts";

const clock = { now: 0 };

describe("Messages", () => {
  test("end a root when the last thing to be done of it or of its children is done, and once", () => {
    const messages = new Messages(clock, 0, 0, false);
    const ended: number[] = [];
    messages.listener = { rootEnded: (root) => ended.push(root) };
    const root = messages.createRoot(0, 0);
    const child = messages.createChild(root, 0, 0);
    const grandchild = messages.createChild(child, 0, 0);
    expect([root, child, grandchild].map((message) => messages.rootOf(message))).toEqual([
      root,
      root,
      root,
    ]);
    messages.hold(child);
    messages.done(root);
    messages.done(child);
    messages.done(grandchild);
    expect(ended).toEqual([]);
    expect(messages.openCount).toBe(1);
    messages.done(child);
    expect(ended).toEqual([root]);
    expect([messages.openCount, messages.rows.liveCount]).toEqual([0, 0]);
  });

  test("keep what is stored, but not its root open", () => {
    const messages = new Messages(clock, 0, 0, false);
    const ended: number[] = [];
    messages.listener = { rootEnded: (root) => ended.push(root) };
    const root = messages.createRoot(0, 0);
    messages.store(root);
    messages.done(root);
    expect([ended, messages.rows.liveCount]).toEqual([[root], 1]);
    messages.hold(root);
    messages.done(root);
    expect([ended, messages.rows.liveCount]).toEqual([[root], 1]);
    messages.forget(root);
    expect(messages.rows.liveCount).toBe(0);
  });

  test("have their keys in a column that grows with them, and copies have the same", () => {
    const messages = new Messages(clock, 0, 0, true);
    const made = Array.from({ length: 1000 }, (_, i) => {
      const message = messages.createRoot(0, 0);
      messages.describe(message, 3, 0, i % 7, 100);
      return message;
    });
    const copies = made.map((message) => messages.copy(message, 0));
    for (const all of [made, copies])
      expect(all.map((message) => messages.keyOf(message))).toEqual(made.map((_, i) => i % 7));
  });

  test("have no key, and pay for none, where no type has one", () => {
    const messages = new Messages(clock, 0, 0, false);
    const message = messages.createRoot(0, 0);
    messages.describe(message, 3, 0, -1, 100);
    expect([messages.keyOf(message), messages.typeOf(message), messages.sizeOf(message)]).toEqual([
      -1, 3, 100,
    ]);
    expect(messages.rows.stride).toBe(8);
  });
});
