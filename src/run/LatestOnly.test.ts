import { expect, test } from "vitest";
import { LatestOnly } from "./LatestOnly.ts";

/** Something slow, with the keys to each of its runs. */
function slow() {
  const done: number[] = [];
  const keys: (() => void)[] = [];
  const latest = new LatestOnly<number>(async (wish) => {
    await new Promise<void>((resolve) => keys.push(resolve));
    done.push(wish);
  });
  const open = async () => {
    keys.shift()?.();
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { done, latest, open };
}

test("of what is asked for while one thing is under way only the latest is done", async () => {
  const { done, latest, open } = slow();
  const answers = [latest.ask(1), latest.ask(2), latest.ask(3)];
  expect(latest.isBusy).toBe(true);
  await open();
  await open();
  expect(done).toEqual([1, 3]);
  expect(await Promise.all(answers)).toEqual([true, false, false]);
  expect(latest.isBusy).toBe(false);
});

test("what is given up is not waited for, and new wishes are served", async () => {
  const { done, latest, open } = slow();
  const first = latest.ask(1);
  const second = latest.ask(2);
  latest.drop();
  const third = latest.ask(9);
  await open();
  await open();
  expect(done).toEqual([1, 9]);
  expect(await Promise.all([first, second, third])).toEqual([false, false, true]);
});
