import { expect, test } from "vitest";
import { Strain } from "./Strain.ts";

test("a burst is no strain, a lasting load is, and it ends only well below", () => {
  const strain = new Strain();
  let now = 0;
  const run = (seconds: number, share: number) => {
    let isHigh = false;
    for (let i = 0; i < seconds * 60; i++) {
      now += 1 / 60;
      isHigh = strain.isHigh(now, share);
    }
    return isHigh;
  };
  expect(run(5, 0.5)).toBe(false);
  expect(run(0.2, 1)).toBe(false);
  expect(run(10, 1)).toBe(true);
  expect(run(10, 0.9)).toBe(true);
  expect(run(10, 0.7)).toBe(false);
});

test("after a jump in time only the present counts", () => {
  const strain = new Strain();
  strain.isHigh(100, 1);
  expect(strain.isHigh(0, 0.2)).toBe(false);
});
