import { expect, test } from "vitest";
import { unmeasured } from "../live/Live.ts";
import { badgesAbove, badgesBelow } from "./badgesOf.ts";

const instance = { slots: 6, busy: 0, retrying: 0, isCrashed: false, isPaused: false, backIn: NaN };
const text = (badges: ReturnType<typeof badgesAbove>) =>
  badges.map(({ before, figure, after }) => before + figure + after);

test("a healthy node has no badges", () => {
  expect(badgesAbove("Payment", unmeasured())).toEqual([]);
  expect(badgesBelow(unmeasured())).toEqual([]);
});

test("a crashed instance counts down by its number", () => {
  const crashed = { ...instance, isCrashed: true, backIn: 5.94 };
  const figures = { ...unmeasured(), instances: [instance, crashed, instance] };
  expect(text(badgesAbove("Payment", figures))).toEqual(["Payment 2 down, back in 5.9 s"]);
});

test("several crashed instances are counted", () => {
  const crashed = { ...instance, isCrashed: true };
  const figures = { ...unmeasured(), instances: [crashed, crashed, instance] };
  expect(text(badgesAbove("Payment", figures))).toEqual(["2 of 3 down"]);
});

test("harm is counted exactly", () => {
  const figures = { ...unmeasured(), redeliveries: 1240, duplicates: 22 };
  expect(text(badgesBelow(figures))).toEqual(["1,240 redelivered", "22 done twice"]);
});

test("age is worth a badge when it is high, or when there is strain", () => {
  expect(badgesAbove("q", { ...unmeasured(), oldest: 1.5 })).toEqual([]);
  expect(text(badgesAbove("q", { ...unmeasured(), oldest: 1.5, health: "saturated" }))).toEqual([
    "oldest 1.5 s",
  ]);
  expect(text(badgesAbove("q", { ...unmeasured(), oldest: 7.26 }))).toEqual(["oldest 7.3 s"]);
});
