import type { StepText } from "../../simulator/index.ts";
import { type Design, titleOfNode } from "../design/index.ts";

/** A node that writes or reads a message type, and in which versions. */
export type TypeUser = {
  id: string;
  title: string;
  role: "writes" | "reads";
  /** Undefined where it reads all of them. */
  versions: readonly string[] | undefined;
};

/** Who writes and who reads a message type, as the design says it; writers first. */
export function usersOf(design: Design, message: string): TypeUser[] {
  const { nodes = {}, messageTypes = {} } = design.system ?? {};
  const newest = Object.keys(messageTypes[message]?.versions ?? {}).at(-1);
  const users = Object.entries(nodes).flatMap(([id, node]): TypeUser[] => {
    const title = titleOfNode(id, node);
    if (node.kind === "producer") {
      if (!(message in node.messages)) return [];
      return [{ id, title, role: "writes", versions: named(node.versions?.[message] ?? newest) }];
    }
    if (node.kind !== "consumer" && node.kind !== "endpoint") return [];
    const handlers = node.kind === "consumer" ? node.handlers : { "": node.handler };
    const steps = Object.values(handlers).flatMap(allSteps);
    const written = steps.flatMap((step) =>
      step.do === "publish" && step.message === message
        ? named(step.version ?? node.writes?.[message] ?? newest)
        : [],
    );
    const writes = steps.some((step) => step.do === "publish" && step.message === message);
    return [
      ...(writes ? [{ id, title, role: "writes" as const, versions: [...new Set(written)] }] : []),
      ...(message in handlers
        ? [{ id, title, role: "reads" as const, versions: node.reads?.[message] }]
        : []),
    ];
  });
  return users.sort((a, b) => Number(a.role === "reads") - Number(b.role === "reads"));
}

const named = (version: string | undefined) => (version === undefined ? [] : [version]);

/** Versions that somebody writes and this reader cannot read. */
export function unreadable(user: TypeUser, users: readonly TypeUser[]): string[] {
  const { versions } = user;
  if (user.role === "writes" || versions === undefined) return [];
  const written = users.flatMap((each) => (each.role === "writes" ? (each.versions ?? []) : []));
  return [...new Set(written)].filter((version) => !versions.includes(version));
}

function allSteps(steps: readonly StepText[]): StepText[] {
  return steps.flatMap((step) => {
    if (step.do === "await") return [step, ...allSteps(step.onTimeout ?? [])];
    if (step.do !== "branch") return [step];
    const inner = [...step.choices.flatMap((choice) => choice.steps), ...(step.otherwise ?? [])];
    return [step, ...allSteps(inner)];
  });
}
