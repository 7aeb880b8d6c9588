// @vitest-environment happy-dom
import { renderHook } from "@testing-library/react";
import { expect, test } from "vitest";
import type { Session } from "../actions/index.ts";
import { useCaught } from "./useCaught.ts";

/** A run that has stopped, of which this is known. */
function sessionWith(lastCrash: unknown): Session {
  const summary = { nodes: { pay: { kind: "consumer", ...(lastCrash ? { lastCrash } : {}) } } };
  const state = { status: "paused", summary };
  const store = { getState: () => state, getInitialState: () => state, subscribe: () => () => {} };
  // Nobody asks anew for what is known.
  const asked = new Promise(() => {});
  const run = { store, summary: () => asked, onFrame: () => () => {}, now: () => 0 };
  return { run } as unknown as Session;
}

function caughtIn(lastCrash: unknown, steps: number) {
  const session = sessionWith(lastCrash);
  const { result, unmount } = renderHook(() => useCaught(session, "pay", "Order", steps));
  unmount();
  return result.current;
}

test("what had not begun was caught before the first step, what was within a step in the gap before it", () => {
  const crash = { at: 20, caught: { Order: [4, 1, 0, 2] } };
  expect(caughtIn(crash, 3)).toEqual({ at: 20, before: [5, 0, 2, 0] });
});

test("a handler of which nothing was in hand shows none", () => {
  const crash = { at: 20, caught: { Other: [1, 1] } };
  expect(caughtIn(crash, 2)).toEqual({ at: 20, before: [0, 0, 0] });
});

test("steps that are others by now, or no crash at all, have no figures", () => {
  expect(caughtIn({ at: 20, caught: { Order: [4, 1] } }, 3)).toBeUndefined();
  expect(caughtIn(undefined, 3)).toBeUndefined();
});
