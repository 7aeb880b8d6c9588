import { Fault, Scenario, type Step, Step as StepSchema, type System } from "../model/index.ts";
import type { SagaOutcome } from "../services/SagaFigures.ts";
import { createSimulation } from "./Simulation.ts";
import type { RunSummary } from "./summarize.ts";
import { commandsOf, type SagaCommand, systemForOneInstance } from "./systemForOneInstance.ts";

/** What can go wrong with one command of a saga. */
export const SAGA_FAILURES = [
  /** Who carries it out says no. */
  "refused",
  /** Who carries it out fails for good and says nothing. */
  "unanswered",
  /** Who carries it out crashes before its first step, and is restarted. */
  "crash-before",
  /** It crashes when all is done, before the command is acknowledged. */
  "crash-after",
  /** It is done later than the coordinator waits. */
  "done-late",
  /** It is done in time, and the answer comes later than the coordinator waits. */
  "answered-late",
  /** The coordinator itself crashes while it waits for the answer, and is restarted. */
  "coordinator",
] as const;
export type SagaFailure = (typeof SAGA_FAILURES)[number];

/** How one instance ended of which one command met one failure: seen in a run, not concluded. */
export interface SagaTrial {
  /** Number of the step, from 0. */
  readonly step: number;
  /** Whether it is the command that takes the step back; a later step is refused then, so that it is sent. */
  readonly isCompensation: boolean;
  readonly failure: SagaFailure;
  readonly outcome: SagaOutcome | "running";
}

/** Events after which one instance should long have come to rest. */
const EVENT_LIMIT = 200_000;
/** An answer is late by so many times of what the coordinator waits. */
const LATE = 2;

/**
 * Lets one instance of a saga run once for each command and each thing that can go wrong with it; all else stands
 * still, and what fails by chance does not. What cannot happen is left out: a refusal where no message says it, a
 * late answer where nothing waits, a compensation that no later refusal brings about.
 * @throws Error when the node is no saga that is led by a coordinator, when nothing begins it, or when a run does not
 * come to rest
 */
export function failAtEachSagaStep(system: System, sagaId: string): readonly SagaTrial[] {
  const calm = systemForOneInstance(system, sagaId);
  return commandsOf(calm, sagaId).flatMap((command) => {
    const begun = command.isCompensation ? withRefusal(calm, sagaId, command.step) : calm;
    if (begun === undefined) return [];
    return SAGA_FAILURES.flatMap((failure): SagaTrial[] => {
      const tried = failing(begun, sagaId, command, failure);
      if (tried === undefined) return [];
      const { step, isCompensation } = command;
      return [{ step, isCompensation, failure, outcome: outcomeOf(tried, sagaId) }];
    });
  });
}

interface Tried {
  readonly system: System;
  readonly fault?: Fault | undefined;
}

/** The system and the fault that make a command meet a failure; undefined where it cannot. */
function failing(
  system: System,
  sagaId: string,
  command: SagaCommand,
  failure: SagaFailure,
): Tried | undefined {
  const { handler, service, message, waits } = command;
  const change = (steps: readonly Step[]) => ({ system: withHandler(system, command, steps) });
  const crash = (step: number, when: string) => ({
    system,
    fault: Fault.parse({
      fault: "crash",
      target: service,
      atStep: { message, step, when, occurrence: 1 },
    }),
  });
  switch (failure) {
    case "refused": {
      const refusal = refusalOf(command);
      return refusal && change([refusal]);
    }
    case "unanswered":
      return change([StepSchema.parse({ do: "fail", with: "permanent" })]);
    case "crash-before":
      return handler.length === 0 ? undefined : crash(0, "before");
    case "crash-after":
      return handler.length === 0 ? undefined : crash(handler.length - 1, "after");
    case "done-late":
      return waits === undefined ? undefined : change([delay(waits * LATE), ...handler]);
    case "answered-late":
      return waits === undefined || answerOf(command) === undefined
        ? undefined
        : change(beforeAnswer(handler, command, delay(waits * LATE)));
    case "coordinator":
      return coordinatorCrash(system, sagaId, command);
  }
}

const delay = (seconds: number) => StepSchema.parse({ do: "work", time: `${seconds} s` });

function withHandler(system: System, { service, message }: SagaCommand, steps: readonly Step[]) {
  const node = system.nodes[service];
  if (node?.kind !== "consumer") return system;
  const handlers = { ...node.handlers, [message]: [...steps] };
  return { ...system, nodes: { ...system.nodes, [service]: { ...node, handlers } } };
}

type Answer = Extract<Step, { do: "reply" | "publish" }>;

const isAnswer = (step: Step, { completes }: SagaCommand): step is Answer =>
  (step.do === "reply" || step.do === "publish") &&
  step.message !== undefined &&
  completes.includes(step.message);

/** The step that says that the command is done, however deep it stands. */
function answerOf(command: SagaCommand, steps = command.handler): Answer | undefined {
  for (const step of steps) {
    if (isAnswer(step, command)) return step;
    const inner = innerSteps(step).flatMap((list) => answerOf(command, list) ?? []);
    if (inner[0] !== undefined) return inner[0];
  }
  return undefined;
}

function innerSteps(step: Step): readonly (readonly Step[])[] {
  if (step.do !== "branch") return [];
  return [...step.choices.map((choice) => choice.steps), step.otherwise ?? []];
}

/** The answer that says no, as the one that says yes is sent. */
function refusalOf(command: SagaCommand): Step | undefined {
  const [message] = command.fails;
  const answer = answerOf(command);
  if (message === undefined || answer === undefined) return undefined;
  const { effect, ...rest } = answer;
  return { ...rest, message };
}

function beforeAnswer(steps: readonly Step[], command: SagaCommand, pause: Step): Step[] {
  return steps.flatMap((step): Step[] => {
    if (isAnswer(step, command)) return [pause, step];
    if (step.do !== "branch") return [step];
    const choices = step.choices.map((choice) => ({
      ...choice,
      steps: beforeAnswer(choice.steps, command, pause),
    }));
    const otherwise = step.otherwise && beforeAnswer(step.otherwise, command, pause);
    return [{ ...step, choices, ...(otherwise && { otherwise }) }];
  });
}

/** A later step is refused, so that this one is taken back; undefined if none can be. */
function withRefusal(system: System, sagaId: string, step: number): System | undefined {
  const later = commandsOf(system, sagaId).filter(
    (each) => !each.isCompensation && each.step > step && refusalOf(each) !== undefined,
  );
  for (const command of later) {
    const refused = failing(system, sagaId, command, "refused")?.system;
    if (refused && runOnce({ system: refused }).sagas[sagaId]?.compensated === 1) return refused;
  }
  return undefined;
}

/** The coordinator goes down in the middle of its wait, as a run without a failure shows it. */
function coordinatorCrash(
  system: System,
  sagaId: string,
  { name, isCompensation }: SagaCommand,
): Tried | undefined {
  const moments = runOnce({ system }).sagas[sagaId]?.histories[0]?.moments ?? [];
  const asked = isCompensation ? "compensating" : "sent";
  const from = moments.findIndex(({ step, state }) => step === name && state === asked);
  const until = moments.find(({ step }, at) => at > from && step === name);
  const begun = moments[from];
  if (begun === undefined || until === undefined || until.at <= begun.at) return undefined;
  const fault = Fault.parse({
    fault: "crash",
    target: sagaId,
    at: `${(begun.at + until.at) / 2} s`,
  });
  return { system, fault };
}

function runOnce({ system, fault }: Tried): RunSummary {
  const scenario = Scenario.parse({ duration: "1 s", drain: true });
  const simulation = createSimulation({
    system,
    scenario: { ...scenario, faults: fault === undefined ? {} : { failure: fault } },
  });
  if (!simulation.advanceTo(Infinity, { maxEvents: EVENT_LIMIT }))
    throw new Error(
      `One instance does not come to rest within ${EVENT_LIMIT} events: it is tried again without end.`,
    );
  const summary = simulation.summary();
  simulation.dispose();
  return summary;
}

function outcomeOf(tried: Tried, sagaId: string): SagaTrial["outcome"] {
  const saga = runOnce(tried).sagas[sagaId];
  const outcomes = ["inconsistent", "stuck", "compensated", "completed"] as const;
  return outcomes.find((outcome) => (saga?.[outcome] ?? 0) > 0) ?? "running";
}
