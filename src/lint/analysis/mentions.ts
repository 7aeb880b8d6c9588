import type { Analysis } from "../Analysis.ts";

/** Who waits for a message type, besides those that it is delivered to. */
export interface Mentions {
  /** Names of services with a handler or an await for it, and of sagas that go on with it. */
  waitsFor: string[];
  /** Whether it stands for something that no flow shows: a request to an endpoint, a filter's word. */
  mayMean: boolean;
}

/** Where a message type is mentioned. */
export function mentions(analysis: Analysis, message: string): Mentions {
  const { system } = analysis;
  const waitsFor = new Set<string>();
  for (const { node, visits, message: handled } of analysis.handlers) {
    if (handled === message) waitsFor.add(analysis.nameOf(node));
    for (const { step } of visits)
      if (step.do === "await" && step.messages.includes(message))
        waitsFor.add(analysis.nameOf(node));
  }
  for (const [id, node] of analysis.nodes) {
    if (node.kind !== "saga") continue;
    const lists = node.steps.flatMap(({ starts, completes, fails, compensation }) => [
      starts,
      completes,
      fails,
      compensation?.completes,
      compensation?.fails,
    ]);
    if (node.begins === message || lists.some((list) => list?.includes(message)))
      waitsFor.add(analysis.nameOf(id));
  }
  const mayMean = Object.values(system.messageTypes).some((type) => type.withdraws === message);
  return { waitsFor: [...waitsFor], mayMean };
}
