import { expect, test } from "vitest";
import { type Action, actionOf, type Session } from "../actions/index.ts";
import { findActions } from "./findActions.ts";

const act = (id: string, label: string, more: Partial<Action> = {}): Action => ({
  id,
  label,
  group: "Run",
  perform: () => undefined,
  ...more,
});
const session = {} as Session;
const ACTS = [
  act("play", "Play or pause", { words: "start resume" }),
  act("crash", "Crash one instance now", { suits: () => true }),
  act("random", "Random crashes…"),
  act("undo", "Undo", { group: "Edit", labelNow: () => "Undo move Payment" }),
  act("go", "Go to Payment", { group: "Go to", isOneOfMany: true, name: "Payment" }),
];
const found = (query: string, about?: string, recent: string[] = []) =>
  findActions(query, ACTS, session, about, recent).map(
    ({ label, found }) => `${label}: ${found.map(({ action }) => action.id).join(" ")}`,
  );

test("before a word is typed: what suits the selection, what was done lately, all by group", () => {
  expect(found("", "Payment", ["undo"])).toEqual([
    "For Payment, selected: crash",
    "Recent: undo",
    "Run: play random",
  ]);
  expect(found("")).toEqual(["Run: play crash random", "Edit: undo"]);
});

test("what begins with the word comes before what holds it, and other words for it come last", () => {
  expect(found("crash")).toEqual(["Anywhere: crash random"]);
  expect(found("crash", "Payment")).toEqual(["For Payment, selected: crash", "Anywhere: random"]);
  expect(found("resume")).toEqual(["Anywhere: play"]);
  expect(found("move")).toEqual(["Anywhere: undo"]);
});

test("the name of a thing alone means to go there, and nothing that is done to it", () => {
  expect(found("payment")).toEqual(["Anywhere: go undo"]);
});

test("all words must be found, in any order; two letters match only where a word begins", () => {
  expect(found("now crash")).toEqual(["Anywhere: crash"]);
  expect(found("crash later")).toEqual([]);
  expect(found("as")).toEqual([]);
  expect(found("ashes")).toEqual(["Anywhere: random"]);
});

test("what was asked for is marked in the label of the moment", () => {
  const [group] = findActions("pay move", ACTS, session, undefined, []);
  expect(group?.found[0]).toMatchObject({
    label: "Undo move Payment",
    marks: [
      [5, 9],
      [10, 13],
    ],
  });
});

test.each([
  ["loading", "play", "play-pause"],
  ["running", "play", "play-pause"],
  ["running", "pause", "pause-payment"],
  ["loading", "pause", "pause-payment"],
  ["paused", "play", "pause-payment"],
] as const)("while a run is %s, to %s, the first that is called pause is %s", (...row) => {
  const [status, intent, first] = row;
  const run = { store: { getState: () => ({ status, intent }) } };
  const acts = [actionOf("play-pause"), act("pause-payment", "Pause Payment")];
  const [group] = findActions("pause", acts, { run } as unknown as Session, undefined, []);
  expect(group?.found[0]?.action.id).toBe(first);
});
