import type { NodeTextOf, StepKind, StepText, SystemNodeText } from "../../simulator/index.ts";

/** One message that a node may publish, and along which way. */
export interface Publication {
  message: string;
  /** Channel, where there is a choice. */
  to?: string | undefined;
  /** Contract version, where it is not the newest. */
  version?: string | undefined;
  /** Database whose outbox publishes it in place of the node. */
  outbox?: string | undefined;
}

type StepTextOf<K extends StepKind> = Extract<StepText, { do: K }>;

/** The lists of steps of a service, by the message type that starts them ("*" for any). */
export function handlersOf(node: SystemNodeText): [string, readonly StepText[]][] {
  if (node.kind === "consumer") return Object.entries(node.handlers);
  return node.kind === "endpoint" ? [["*", node.handler]] : [];
}

/** Every step of a list, those within branches included, in the order of the file. */
export function flatSteps(steps: readonly StepText[]): StepText[] {
  return steps.flatMap((step) => {
    if (step.do === "branch") {
      const inner = [...step.choices.map((choice) => choice.steps), step.otherwise ?? []];
      return [step, ...inner.flatMap(flatSteps)];
    }
    return step.do === "await" ? [step, ...flatSteps(step.onTimeout ?? [])] : [step];
  });
}

/** All steps of a node of one kind. */
export function stepsOf<K extends StepKind>(node: SystemNodeText, kind: K): StepTextOf<K>[] {
  return handlersOf(node)
    .flatMap(([, steps]) => flatSteps(steps))
    .filter((step): step is StepTextOf<K> => step.do === kind);
}

/** What a node publishes of its own accord. */
export function publicationsOf(node: SystemNodeText): Publication[] {
  switch (node.kind) {
    case "producer":
      return Object.keys(node.messages).map((message) => ({
        message,
        version: node.versions?.[message],
      }));
    case "consumer":
    case "endpoint":
      return publicationsOfSteps(node);
    case "saga":
      return commandsOf(node);
    default:
      return [];
  }
}

function publicationsOfSteps(node: NodeTextOf<"consumer"> | NodeTextOf<"endpoint">): Publication[] {
  const written = (message: string) => node.writes?.[message];
  const published = stepsOf(node, "publish").map((step) => ({
    message: step.message,
    to: step.to,
    version: step.version ?? written(step.message),
    outbox: typeof step.via === "object" ? step.via.outbox : undefined,
  }));
  const answers = [
    ...stepsOf(node, "reply").map(({ message, to }) => ({ message, to })),
    ...stepsOf(node, "window").map(({ emits, to }) => ({ message: emits, to })),
  ];
  const sent = answers.flatMap(({ message, to }) =>
    message !== undefined && to !== undefined ? [{ message, to, version: written(message) }] : [],
  );
  const emitted = stepsOf(node, "window").flatMap(({ emits, to }) =>
    emits !== undefined && to === undefined ? [{ message: emits, version: written(emits) }] : [],
  );
  return [...published, ...sent, ...emitted];
}

function commandsOf(saga: NodeTextOf<"saga">): Publication[] {
  return saga.steps.flatMap((step) =>
    [step, step.compensation].flatMap((act) =>
      act?.command === undefined ? [] : [{ message: act.command, to: act.to }],
    ),
  );
}

/** Message types that a node has a use for; nothing when it takes any. */
export function handledBy(node: SystemNodeText): ReadonlySet<string> | undefined {
  if (node.kind === "consumer") {
    const awaited = stepsOf(node, "await").flatMap((step) => step.messages);
    const handled = Object.keys(node.handlers);
    return handled.includes("*") ? undefined : new Set([...handled, ...awaited]);
  }
  if (node.kind === "endpoint") {
    return new Set(stepsOf(node, "await").flatMap((step) => step.messages));
  }
  return node.kind === "saga" ? new Set(observedBy(node)) : undefined;
}

function observedBy(saga: NodeTextOf<"saga">): string[] {
  const ofSteps = saga.steps.flatMap((step) => [
    ...(step.starts ?? []),
    ...(step.completes ?? []),
    ...(step.fails ?? []),
    ...(step.compensation?.completes ?? []),
    ...(step.compensation?.fails ?? []),
  ]);
  return typeof saga.begins === "string" ? [saga.begins, ...ofSteps] : ofSteps;
}
