import { openWorkplace } from "../view/index.ts";
import type { Action, Session } from "./Action.ts";

/** The one service that is selected and has handlers. */
function selectedService({ designs, view }: Session): string | undefined {
  const { nodes } = view.getState().selection;
  const [id] = nodes;
  const node = id === undefined ? undefined : designs.getState().design.system?.nodes?.[id];
  const hasHandlers = node?.kind === "consumer" || node?.kind === "endpoint";
  return nodes.length === 1 && hasHandlers ? id : undefined;
}

/** The saga that is selected; with none selected, the only one of the design. */
function sagaInQuestion({ designs, view }: Session): string | undefined {
  const sagas = Object.entries(designs.getState().design.system?.nodes ?? {}).flatMap(
    ([id, { kind }]) => (kind === "saga" ? [id] : []),
  );
  const { nodes } = view.getState().selection;
  return sagas.find((id) => nodes.includes(id)) ?? (sagas.length === 1 ? sagas[0] : undefined);
}

const isChannel = ({ kind }: { kind?: string | undefined }) =>
  kind === "queue" || kind === "topic" || kind === "stream";

/** Acts that open an editor in the place of the canvas. */
export const WORKPLACE_ACTIONS = [
  {
    id: "edit-handler",
    label: "Edit the handler…",
    group: "Go to",
    icon: "s-branch",
    words: "steps crash consumer endpoint",
    suits: (session) => selectedService(session) !== undefined,
    whyNot: (session) =>
      selectedService(session) === undefined ? "select one consumer or endpoint first" : undefined,
    perform: (session) => openWorkplace(session.view, "handler", selectedService(session)),
  },
  {
    id: "edit-message-types",
    label: "Edit the message types…",
    group: "Go to",
    icon: "mail",
    words: "schema version contract compatibility event command payload sample",
    perform: ({ view }) => openWorkplace(view, "message-types"),
  },
  {
    id: "follow-saga",
    label: "Follow instances of the saga…",
    group: "Go to",
    icon: "saga",
    words: "stuck inconsistent compensated completed state diagram process side by side",
    suits: (session) =>
      session.view.getState().selection.nodes.includes(sagaInQuestion(session) ?? ""),
    whyNot: (session) =>
      sagaInQuestion(session) === undefined ? "select a saga first" : undefined,
    perform: (session) => openWorkplace(session.view, "saga", sagaInQuestion(session)),
  },
  {
    id: "compare-brokers",
    label: "Compare brokers…",
    group: "Go to",
    icon: "compare",
    words: "switch profile rabbitmq kafka sqs duplicates loss order lag difference",
    whyNot: ({ designs }) =>
      Object.values(designs.getState().design.system?.nodes ?? {}).some(isChannel)
        ? undefined
        : "draw a queue, topic or stream first",
    perform: ({ view }) => openWorkplace(view, "comparison"),
  },
] as const satisfies readonly Action[];
