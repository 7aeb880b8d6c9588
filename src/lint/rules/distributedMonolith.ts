import type { Analysis } from "../Analysis.ts";
import { durationText, listText, percentText } from "../figures.ts";
import type { Rule, RuleFinding } from "../Rule.ts";

/** Calls in a row from which on one request hangs on too many services at once. */
const LONG = 3;
/** An availability that each service may well promise. */
const EACH_UP = 0.999;

/** Services work without waiting for one another. */
export const distributedMonolith: Rule = {
  id: "distributed-monolith",
  asks: "No long chains of calls, and no circle of services that wait for one another.",
  harm: "hard to change",
  *check(analysis) {
    const waits = waitsOf(analysis);
    const inCircle = new Set<string>();
    for (const circle of circlesIn(waits)) {
      for (const node of circle) inCircle.add(node);
      yield ofCircle(analysis, circle);
    }
    const called = new Set([...waits.values()].flatMap((targets) => [...targets]));
    for (const start of waits.keys()) {
      if (called.has(start) || inCircle.has(start)) continue;
      const chain = longestChain(waits, start, inCircle);
      if (chain.length > LONG) yield ofChain(analysis, chain);
    }
  },
};

/** Who waits for whom: calls, and messages that are awaited while a slot is held. */
function waitsOf(analysis: Analysis): Map<string, Set<string>> {
  const waits = new Map<string, Set<string>>();
  const add = (from: string, to: string) => {
    if (from !== to) waits.set(from, (waits.get(from) ?? new Set()).add(to));
  };
  for (const { node, visits } of analysis.handlers)
    for (const { step } of visits) {
      if (step.do === "call" && step.wait) add(node, step.to);
      if (step.do === "await" && step.holdsSlot)
        for (const message of step.messages)
          for (const sender of sendersOf(analysis, message)) add(node, sender);
    }
  return waits;
}

function sendersOf(analysis: Analysis, message: string): string[] {
  return analysis.handlers
    .filter(({ visits }) =>
      visits.some(
        ({ step }) => (step.do === "publish" || step.do === "reply") && step.message === message,
      ),
    )
    .map(({ node }) => node);
}

/** Services that can come back to themselves, each circle once. */
function circlesIn(waits: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const circles: string[][] = [];
  const told = new Set<string>();
  for (const start of waits.keys()) {
    if (told.has(start)) continue;
    const way = wayBack(waits, start);
    if (!way) continue;
    for (const node of way) told.add(node);
    circles.push(way);
  }
  return circles;
}

/** The shortest way from a node to itself. */
function wayBack(
  waits: ReadonlyMap<string, ReadonlySet<string>>,
  start: string,
): string[] | undefined {
  const ways = [[start]];
  const seen = new Set<string>();
  for (const way of ways)
    for (const next of waits.get(way.at(-1) ?? "") ?? []) {
      if (next === start) return way;
      if (seen.has(next)) continue;
      seen.add(next);
      ways.push([...way, next]);
    }
  return undefined;
}

/** The longest way on from a node; there are no circles among what is not left out. */
function longestChain(
  waits: ReadonlyMap<string, ReadonlySet<string>>,
  start: string,
  leftOut: ReadonlySet<string>,
  known = new Map<string, string[]>(),
): string[] {
  const before = known.get(start);
  if (before) return before;
  let longest: string[] = [];
  for (const next of waits.get(start) ?? []) {
    if (leftOut.has(next)) continue;
    const rest = longestChain(waits, next, leftOut, known);
    if (rest.length > longest.length) longest = rest;
  }
  const chain = [start, ...longest];
  known.set(start, chain);
  return chain;
}

function ofCircle(analysis: Analysis, circle: readonly string[]): RuleFinding {
  const [id = ""] = circle;
  const names = circle.map((node) => analysis.nameOf(node));
  return {
    severity: "warning",
    target: { kind: "node", id, path: ["system", "nodes", id] },
    what: `${listText(names)} wait for one another in a circle.`,
    why: "Each holds a slot while it waits for the next: when all slots wait none is left to answer, and the circle stands still until time-outs break it.",
    mend: "Let one of them tell the others by an event and go on without waiting.",
  };
}

function ofChain(analysis: Analysis, chain: readonly string[]): RuleFinding {
  const [id = ""] = chain;
  const calls = chain.length - 1;
  const names = chain.map((node) => analysis.nameOf(node));
  const message = analysis.flow.of(id)[0]?.message;
  const time = message === undefined ? 0 : analysis.work.handler(id, message).mean;
  const takes =
    time > 0 ? `one request takes ${durationText(time)} in the mean without any waiting, and ` : "";
  return {
    severity: "hint",
    target: { kind: "node", id, path: ["system", "nodes", id] },
    what: `A request goes through ${calls} calls in a row: ${names.join(" → ")}.`,
    why: `Their times add up and all must be up at once: ${takes}services that are each up ${percentText(EACH_UP)} of the time are all up ${percentText(EACH_UP ** chain.length)} of it.`,
    mend: "Answer once the request is safely stored (202), and let the rest follow by messages.",
  };
}
