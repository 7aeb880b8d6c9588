import { expect, test } from "vitest";
import { waitsOf } from "./backoffPicture.ts";

const most = (waits: ReturnType<typeof waitsOf>) =>
  waits?.map((wait) => Math.round(wait.most * 1000) / 1000);
const least = (waits: ReturnType<typeof waitsOf>) =>
  waits?.map((wait) => Math.round(wait.least * 1000) / 1000);

test("five attempts have four waits, each twice the one before", () => {
  const waits = waitsOf({ kind: "exponential", first: "200 ms" }, 5);
  expect(most(waits)).toEqual([0.2, 0.4, 0.8, 1.6]);
  expect(least(waits)).toEqual([0.2, 0.4, 0.8, 1.6]);
});

test("the longest wait holds, and jitter spreads each wait downwards", () => {
  const policy = { kind: "exponential", first: "1 s", factor: 3, max: "5 s" } as const;
  expect(most(waitsOf({ ...policy, jitter: "full" }, 4))).toEqual([1, 3, 5]);
  expect(least(waitsOf({ ...policy, jitter: "full" }, 4))).toEqual([0, 0, 0]);
  expect(least(waitsOf({ ...policy, jitter: "equal" }, 4))).toEqual([0.5, 1.5, 2.5]);
  expect(most(waitsOf({ ...policy, jitter: "decorrelated" }, 4))).toEqual([3, 5, 5]);
});

test("fixed, linear and scheduled waits", () => {
  expect(most(waitsOf({ kind: "fixed", delay: "2 s" }, 3))).toEqual([2, 2]);
  expect(most(waitsOf({ kind: "linear", step: "1 s", max: "2 s" }, 5))).toEqual([1, 2, 2, 2]);
  expect(most(waitsOf({ kind: "schedule", delays: ["1 s", "10 s"] }, 5))).toEqual([1, 10, 10, 10]);
});

test("one attempt has no wait, no backoff has waits of nothing, a law has no picture", () => {
  expect(waitsOf({ kind: "fixed", delay: "2 s" }, 1)).toEqual([]);
  expect(most(waitsOf({ kind: "none" }, 3))).toEqual([0, 0]);
  expect(waitsOf({ kind: "random", delay: "1 s" }, 3)).toBeUndefined();
  expect(waitsOf({ kind: "fixed", delay: "1 s" }, "unlimited")).toHaveLength(8);
});
