import type { RunSummary } from "../../../experiment/summarize.ts";
import { line } from "../../../experiment/testing.ts";
import { type Directed, oneChannel, type Parts } from "./Directed.ts";

const happened = ({ effects }: RunSummary): number => effects.taken?.happened ?? 0;

/** What a handler does that takes a branch, and what it does before. */
const branching = (when: object, before: readonly object[], parts: Parts = {}) => {
  const steps = [{ do: "work", time: "1 ms", effect: "taken" }];
  const draft = oneChannel({
    ...parts,
    steps: [...before, { do: "branch", choices: [{ when, steps }], otherwise: OTHERWISE }],
  });
  return {
    ...draft,
    attributes: { a: { values: { x: 1 } }, b: { values: { y: 1 } } },
    messageTypes: { ...draft.messageTypes, N: { kind: "event" } },
  };
};
const OTHERWISE = [{ do: "fail", with: "permanent" }];

const row = (
  word: string,
  values: Directed["values"],
  make: (value: unknown) => object,
  parts?: Parts,
): Directed => ({
  leaf: `Step(branch).choices.when.${word}`,
  values,
  make: (value) => branching(make(value), [], parts),
  figure: happened,
  second: "more",
});

/** Servers whose answers come to these ends. */
const SERVERS: Readonly<Record<string, object>> = {
  ok: { latency: "1 ms" },
  failed: { errorRate: 1 },
  timeout: { latency: "1 min" },
  refused: { latency: "10 s", concurrency: 1, queue: 0 },
};
const OUTCOMES = Object.keys(SERVERS);

/** The second word is how most calls end. */
const outcome = (first: string, second: string): Directed => ({
  leaf: "Step(branch).choices.when.outcome",
  values: [first, second],
  make: (value) =>
    branching(
      { outcome: value },
      [{ do: "call", to: "d", timeout: "3 s", onFailure: "continue" }],
      {
        nodes: { d: { kind: "dependency", ...SERVERS[second] } },
        links: { ask: line("call", "c", "d") },
        consumer: { concurrency: 20 },
      },
    ),
  figure: happened,
  second: "more",
});

/** Rows of what a branch looks at. */
export const branchRows: readonly Directed[] = [
  row("probability", [0.1, 0.9], (probability) => ({ probability })),
  row("attribute", ["b", "a"], (attribute) => ({ attribute, in: ["x"] })),
  row("in", [["y"], ["x"]], (list) => ({ attribute: "a", in: list })),
  row("message", ["N", "M"], (message) => ({ message })),
  row("attemptAtLeast", [9, 1], (attemptAtLeast) => ({ attemptAtLeast })),
  // What has died once comes back from the dead letters.
  row("deadLetteredAtLeast", [5, 1], (deadLetteredAtLeast) => ({ deadLetteredAtLeast }), {
    links: { again: line("subscribe", "dead", "c") },
  }),
  ...OUTCOMES.flatMap((first, i) => OUTCOMES.slice(i + 1).map((second) => outcome(first, second))),
];
