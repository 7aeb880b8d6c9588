import { expect, test } from "vitest";
import type { StepCrash } from "../../simulator/index.ts";
import { outcomeOf } from "./outcomeOf.ts";

const calm: StepCrash = {
  after: 1,
  redelivered: 1,
  completed: true,
  deadLettered: 0,
  effectsTwice: {},
  effectsMissing: {},
  messagesTwice: {},
  messagesMissing: {},
  askedTwice: {},
};
const say = (crash: Partial<StepCrash>) => {
  const { harm, words } = outcomeOf({ ...calm, ...crash }, () => "Card gateway");
  return [harm, words];
};

test.each<[Partial<StepCrash>, string, string]>([
  [{}, "none", "Delivered again, done once."],
  [{ askedTwice: { gw: 2 } }, "none", "Delivered again, done once; Card gateway asked twice."],
  [{ effectsTwice: { "charge card": 2 } }, "twice", "Delivered again: charge card twice."],
  [{ messagesTwice: { Paid: 3 } }, "twice", "Delivered again: Paid published 3 times."],
  [
    { redelivered: 0, completed: false, messagesMissing: { Paid: 0 } },
    "lost",
    "Not delivered again: Paid never published.",
  ],
  [{ redelivered: 0, completed: false }, "lost", "Not delivered again: the rest is never done."],
  [{ deadLettered: 1, completed: false }, "lost", "Dead-lettered: the rest is never done."],
])("what was counted is said: %o", (crash, harm, words) => {
  expect(say(crash)).toEqual([harm, words]);
});
