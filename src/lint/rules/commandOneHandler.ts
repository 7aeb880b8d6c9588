import { shortNumber } from "../../../simulator/index.ts";
import type { Analysis } from "../Analysis.ts";
import type { Vertex } from "../analysis/MessageFlow.ts";
import { listText } from "../figures.ts";
import type { Rule, RuleFinding } from "../Rule.ts";

/** More copies than rounding makes of one. */
const MORE_THAN_ONE = 1.001;

/** A command has exactly one handler: each one that is sent is carried out once. */
export const commandOneHandler: Rule = {
  id: "command-one-handler",
  asks: "Each command is handled by exactly one service.",
  harm: "done twice or out of order",
  *check(analysis) {
    for (const [command, { kind }] of Object.entries(analysis.system.messageTypes)) {
      const vertices = analysis.flow.ofMessage(command);
      if (kind !== "command" || vertices.length === 0) continue;
      const finding = findingFor(analysis, command, vertices);
      if (finding) yield finding;
    }
  },
};

function findingFor(
  analysis: Analysis,
  command: string,
  vertices: readonly Vertex[],
): RuleFinding | undefined {
  const named = vertices.filter((vertex) => isNamed(analysis, vertex));
  const takers = named.length > 0 ? named : vertices.filter((v) => isTaken(analysis, v));
  const target = {
    kind: "message-type" as const,
    id: command,
    path: ["system", "messageTypes", command],
  };
  if (takers.length === 0)
    return {
      severity: "warning",
      target,
      what: `${command} is sent, but no service handles it.`,
      why: "Whoever sends a command counts on its being carried out; this one is stored, or acknowledged by a service that has no handler for it, and nothing happens.",
      mend: `Give one service a handler for ${command}, or stop sending it.`,
    };
  const handlers = new Set(takers);
  const handlings = vertices.map((vertex) =>
    handlers.has(vertex) ? 1 : analysis.flow.handlings(vertex, (v) => handlers.has(v)),
  );
  const most = Math.max(...handlings);
  if (most <= MORE_THAN_ONE) return undefined;
  const taking = new Set(takers.map((vertex) => vertex.node));
  const names = analysis.nodes.flatMap(([id]) => (taking.has(id) ? analysis.nameOf(id) : []));
  return {
    severity: "warning",
    target,
    what: `${command} is a command, and ${listText(names)} each get a copy of it.`,
    why: `One ${command} is carried out ${shortNumber(most)} times, and its sender cannot tell whose outcome counts.`,
    mend: "Lead it through one queue to one service, or make it an event if several may react to it.",
  };
}

/** Whether a service has steps that are meant for this very command. */
function isNamed({ system }: Analysis, { node: id, message }: Vertex): boolean {
  const node = system.nodes[id];
  if (node?.kind === "consumer") return Object.hasOwn(node.handlers, message);
  if (node?.kind === "saga") return node.begins === message;
  return node?.kind === "endpoint" || node?.kind === "dependency";
}

/** Whether a service takes whatever comes. */
function isTaken({ system }: Analysis, { node: id }: Vertex): boolean {
  const node = system.nodes[id];
  return node?.kind === "consumer" && Object.hasOwn(node.handlers, "*");
}
