import { useState } from "react";
import { useStore } from "zustand";
import type { StepText, SystemNodeText } from "../../simulator/index.ts";
import type { Session } from "../actions/index.ts";
import { editValue, namesInDesign, titleOfNode } from "../design/index.ts";
import { fieldOf, isChanged } from "../fields/index.ts";
import type { HandlerEditing } from "./HandlerEditing.ts";
import { newStep } from "./newStep.ts";
import { insertStep, moveStep, removeStep, replaceStep, type StepPlace } from "./stepTree.ts";

/** Handlers of a service by message type; an endpoint has one, under the empty name. */
export function handlersOf(
  node: SystemNodeText | undefined,
): Readonly<Record<string, readonly StepText[]>> {
  if (node?.kind === "consumer") return node.handlers;
  return node?.kind === "endpoint" ? { "": node.handler } : {};
}

/** The handlers of a service and the acts on the one that is chosen. */
export function useHandlers(session: Session, nodeId: string) {
  const { designs, run } = session;
  const design = useStore(designs, (state) => state.design);
  // A new run begins with the handlers of its moment: what was changed before is no longer marked.
  useStore(run.store, (state) => state.history);
  const [wanted, setWanted] = useState<string>();
  const [selected, setSelected] = useState<StepPlace | undefined>({ list: [], index: 0 });
  const [problem, setProblem] = useState<string>();
  const nodes = design.system?.nodes ?? {};
  const node = nodes[nodeId];
  const handlers = handlersOf(node);
  const chosen =
    wanted !== undefined && wanted in handlers ? wanted : (Object.keys(handlers)[0] ?? "");
  const steps = handlers[chosen] ?? [];
  const isEndpoint = node?.kind === "endpoint";
  const formerNode = fieldOf(fieldOf(run.startedWith(), "nodes"), nodeId) ?? node;
  const former = isEndpoint
    ? fieldOf(formerNode, "handler")
    : fieldOf(fieldOf(formerNode, "handlers"), chosen);
  const title = titleOfNode(nodeId, node);

  const put = (next: readonly StepText[] | undefined, label: string, message = chosen) => {
    const place = isEndpoint ? ["handler"] : ["handlers", message];
    const path = ["system", "nodes", nodeId, ...place];
    const reason = editValue(designs, `${label} of ${title}`, path, next);
    setProblem(reason);
    return reason;
  };
  const namesFor = (owner: string, field: string) => namesInDesign(design, owner, field);
  const editing: HandlerEditing = {
    steps,
    former,
    nodes,
    selected,
    nameOf: (id) => titleOfNode(id, nodes[id]),
    namesFor,
    select: setSelected,
    newStep: (kind) => newStep(kind, (field) => namesFor(kind, field)),
    add: (kind, place) => {
      const made = newStep(kind, (field) => namesFor(kind, field));
      if ("whyNot" in made) return setProblem(`A ${kind} step cannot be added: ${made.whyNot}.`);
      if (put(insertStep(steps, place, made.step), `add step ${kind}`) === undefined)
        setSelected(place);
    },
    move: (from, to) => {
      const moved = moveStep(steps, from, to);
      if (moved && put(moved.steps, `move step ${from.index + 1}`) === undefined)
        setSelected(moved.place);
    },
    remove: (place) => {
      if (put(removeStep(steps, place), `remove step ${place.index + 1}`) === undefined)
        setSelected(undefined);
    },
    change: (place, step, label = `change step ${place.index + 1}`) =>
      put(replaceStep(steps, place, step), label),
  };
  const messages = [...Object.keys(design.system?.messageTypes ?? {}), "*"];
  return {
    node,
    editing,
    problem,
    handlers,
    chosen,
    isEdited: isChanged(former, steps),
    free: isEndpoint ? undefined : messages.filter((message) => !(message in handlers)),
    choose: (message: string) => {
      setWanted(message);
      setSelected({ list: [], index: 0 });
    },
    addHandler: (message: string) => {
      if (put([], `add handler of ${message}`, message) === undefined) setWanted(message);
    },
    removeHandler: (message: string) => put(undefined, `remove handler of ${message}`, message),
  };
}
