import type { Context } from "../channels/Context.ts";
import { COMPENSATION, SAGA_COMMAND } from "../channels/Messages.ts";
import type { Port } from "../channels/Port.ts";
import type { Saga as SagaModel } from "../model/index.ts";
import type { Command } from "./Saga.ts";
import type { SagaOutcome } from "./SagaFigures.ts";
import type { Service } from "./Service.ts";

/** Where a step of an instance stands. */
export type Stand =
  | "idle"
  | "sent"
  | "done"
  | "failed"
  | "unknown"
  | "compensating"
  | "compensated";

/** One step of an orchestrated saga, compiled. */
export interface OrchestratedStep {
  readonly model: SagaModel["steps"][number];
  readonly command: Command | undefined;
  readonly compensation: Command | undefined;
  readonly completes: readonly number[];
  readonly fails: readonly number[];
  readonly undone: readonly number[];
  readonly notUndone: readonly number[];
  /** Steps of one group run side by side. */
  readonly group: number;
}

/** One instance of a saga: what the coordinator knows of it. */
export interface Progress {
  readonly root: number;
  /** Number of its root, which is not used again when the root has ended. */
  readonly id: number;
  readonly key: number;
  readonly born: number;
  /** Instance of the coordinator that remembers it, where nothing is persisted. */
  readonly owner: number;
  readonly stands: Stand[];
  readonly attempts: number[];
  readonly timers: number[];
  /** Times at which the last message that told of it came into being: that a step was done, and taken back. */
  readonly doneAt: number[];
  readonly undoneAt: number[];
  isBackward: boolean;
  /** Whether a step stands although it was taken back, or given up and cannot be. */
  isSplit: boolean;
  compensations: number;
  deadline: number;
  outcome: SagaOutcome | undefined;
}

/** An instance that begins: no step of it has been sent. */
export function newProgress(
  about: Pick<Progress, "root" | "id" | "key" | "owner" | "born">,
  steps: number,
): Progress {
  return {
    ...about,
    stands: new Array<Stand>(steps).fill("idle"),
    attempts: new Array<number>(steps).fill(0),
    timers: new Array<number>(steps).fill(-1),
    doneAt: new Array<number>(steps).fill(-1),
    undoneAt: new Array<number>(steps).fill(-1),
    isBackward: false,
    isSplit: false,
    compensations: 0,
    deadline: -1,
    outcome: undefined,
  };
}

/** The first step that stands so and that no message answers, −1 if there is none. */
export function standing(
  progress: Progress,
  steps: readonly OrchestratedStep[],
  stand: Stand,
  answers: "completes" | "undone",
): number {
  return progress.stands.findIndex((each, i) => each === stand && steps[i]![answers].length === 0);
}

/** The last step that was, or may have been, done and can be taken back; −1 if there is none. */
export function nextToUndo(progress: Progress, steps: readonly OrchestratedStep[]): number {
  for (let i = steps.length - 1; i >= 0; i--) {
    const stand = progress.stands[i];
    const mayBeDone = stand === "done" || stand === "unknown";
    if (mayBeDone && steps[i]!.compensation !== undefined) return i;
  }
  return -1;
}

/** Whether the instance goes forward only. */
export function isPastPivot(progress: Progress, steps: readonly OrchestratedStep[]): boolean {
  return steps.some(({ model }, i) => model.pivot && progress.stands[i] === "done");
}

/**
 * G6. Notes when a step was done. Messages can overtake each other while the coordinator is down, so their times
 * decide and not the order in which they are heard.
 * @returns whether the step stands although it was taken back, or given up and cannot be
 */
export function noteDone(
  progress: Progress,
  { compensation }: OrchestratedStep,
  step: number,
  at: number,
): boolean {
  progress.doneAt[step] = at;
  const stand = progress.stands[step];
  const isGivenUp =
    stand === "unknown" && (compensation === undefined || progress.outcome !== undefined);
  const isLate = stand === "compensated" && at >= progress.undoneAt[step]!;
  if (isGivenUp || isLate) progress.isSplit = true;
  return isGivenUp || isLate;
}

/** G6. Notes when a step was taken back; it may have been done after that. */
export function noteUndone(progress: Progress, step: number, at: number): void {
  progress.undoneAt[step] = at;
  if (progress.doneAt[step]! > at) progress.isSplit = true;
}

/** What is sent for a step as it stands: its command, or what takes it back, and the marks of that message. */
export function commandNow(
  { command, compensation, completes, undone }: OrchestratedStep,
  stand: Stand,
): Command & { readonly marks: number } {
  const isBack = stand === "compensating";
  const isAnswered = (isBack ? undone : completes).length > 0;
  const marks = (isBack ? COMPENSATION : 0) | (isAnswered ? 0 : SAGA_COMMAND);
  return { ...(isBack ? compensation : command)!, marks };
}

/** Sends a command, or a compensation, of an instance. */
export function sendCommand(
  { messages, types }: Context,
  { node, stream, figures, publisher }: Service,
  root: number,
  type: number,
  port: Port,
  marks: number,
): void {
  const message = messages.createChild(root, node, marks);
  types.describe(message, type, stream);
  figures.published();
  publisher.publish(message, port, -1);
  messages.done(message);
}
