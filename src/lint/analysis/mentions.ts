import type { NodeOf } from "../../../simulator/index.ts";
import type { Analysis } from "../Analysis.ts";

/** Where message types are mentioned, besides where they flow. */
export interface Mentions {
  /** Names of services with a handler or an await for a type, and of sagas that go on with it. */
  waitsFor: ReadonlyMap<string, ReadonlySet<string>>;
  /** Types that others take back: they stand for facts, even if no flow shows them. */
  withdrawn: ReadonlySet<string>;
}

/** All mentions of message types in a system. */
export function mentionsIn(analysis: Analysis): Mentions {
  const { system, nodes, handlers } = analysis;
  const waitsFor = new Map<string, Set<string>>();
  const waits = (node: string, message: string) => {
    const names = waitsFor.get(message) ?? new Set<string>();
    waitsFor.set(message, names.add(analysis.nameOf(node)));
  };
  for (const { node, visits, message } of handlers) {
    if (message !== undefined && message !== "*") waits(node, message);
    for (const { step } of visits)
      if (step.do === "await") for (const awaited of step.messages) waits(node, awaited);
  }
  for (const [id, node] of nodes)
    if (node.kind === "saga") for (const message of goesOnWith(node)) waits(id, message);
  const withdrawn = Object.values(system.messageTypes).map((type) => type.withdraws);
  return { waitsFor, withdrawn: new Set(withdrawn.filter((name) => name !== undefined)) };
}

function goesOnWith({ begins, steps }: NodeOf<"saga">): string[] {
  const named = steps.flatMap(({ starts, completes, fails, compensation }) => [
    ...(starts ?? []),
    ...(completes ?? []),
    ...(fails ?? []),
    ...(compensation?.completes ?? []),
    ...(compensation?.fails ?? []),
  ]);
  return typeof begins === "string" ? [begins, ...named] : named;
}
