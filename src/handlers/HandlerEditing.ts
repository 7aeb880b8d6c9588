import { createContext, useContext } from "react";
import type { StepKind, StepText, SystemNodeText } from "../../simulator/index.ts";
import type { NewStep } from "./newStep.ts";
import type { StepPlace } from "./stepTree.ts";

/** What a step can do: the handler that it is part of, and the acts on it. */
export type HandlerEditing = {
  steps: readonly StepText[];
  /** The steps with which the run began. */
  former: unknown;
  nodes: Readonly<Record<string, SystemNodeText>>;
  selected: StepPlace | undefined;
  nameOf: (id: string) => string;
  namesFor: (
    owner: string,
    field: string,
  ) => readonly { value: string; label: string }[] | undefined;
  select: (place: StepPlace | undefined) => void;
  /** A step of a kind as it would be put in, or why there can be none. */
  newStep: (kind: StepKind) => NewStep;
  /** Puts a new step before a place. */
  add: (kind: StepKind, place: StepPlace) => void;
  move: (from: StepPlace, to: StepPlace) => void;
  remove: (place: StepPlace) => void;
  change: (place: StepPlace, step: StepText, label?: string) => string | undefined;
};

export const HandlerContext = createContext<HandlerEditing | undefined>(undefined);

/** The handler that is edited. @throws Error outside of one, which is a mistake in the app */
export function useHandler(): HandlerEditing {
  const editing = useContext(HandlerContext);
  if (!editing) throw new Error("No handler is being edited here.");
  return editing;
}
