import type { Context } from "../channels/Context.ts";
import { lawOf } from "../kernel/lawOf.ts";
import type { Step, System } from "../model/index.ts";
import type { Condition } from "./Interpreter.ts";
import {
  ACK,
  CALL,
  EFFECT,
  END,
  FAIL_BY_CHANCE,
  FAIL_FIRST,
  FAIL_FOR_SHARE,
  FAILURE_KINDS,
  JUMP,
  NOTHING,
  type Program,
  PUBLISH,
  RECORD,
  UNLESS,
  UNLESS_CHANCE,
  WORK,
} from "./Program.ts";

/** A step that publishes. */
export type PublishStep = Extract<Step, { do: "publish" }>;
/** A step that asks a server. */
export type CallStep = Extract<Step, { do: "call" | "read" | "write" }>;

/** What a handler's steps need to know of the world around it. */
export interface Surroundings {
  readonly context: Context;
  readonly program: Program;
  /** Number of an effect by its name. */
  effect(name: string): number;
  /** Number of what a publish step publishes. */
  publication(step: PublishStep): number;
  /** Number of a condition. */
  condition(test: Condition): number;
  /** Emits the crash points that faults have set at a step. */
  crashPoints(type: string, index: number, when: "before" | "after"): void;
  /** Whether the consumer's record is written with the transaction that this step ends. */
  recordsAfter(steps: readonly Step[], index: number): boolean;
  /** Number of a call, read or write; −1 when its target is not simulated. */
  call(step: CallStep): number;
}

/** Effects of a system, in the order of their first mention. */
export function effectNamesOf(system: System): string[] {
  const names = new Set<string>();
  for (const node of Object.values(system.nodes)) {
    if (node.kind !== "consumer") continue;
    for (const steps of Object.values(node.handlers))
      for (const name of effectsOf(steps)) names.add(name);
  }
  return [...names];
}

/** Effects named anywhere in a list of steps, in the order of their first mention. */
function effectsOf(steps: readonly Step[]): string[] {
  return steps.flatMap((step) => {
    const own = [step.effect, step.undoes].filter((name): name is string => name !== undefined);
    if (step.do === "branch")
      return [
        ...step.choices.flatMap((choice) => effectsOf(choice.steps)),
        ...effectsOf(step.otherwise ?? []),
        ...own,
      ];
    if (step.do === "await") return [...own, ...effectsOf(step.onTimeout ?? [])];
    return own;
  });
}

/** Compiles the steps of a handler, and its end. Returns the address of its first step. */
export function compileHandler(around: Surroundings, steps: readonly Step[], type: string): number {
  const address = around.program.here;
  for (const [index, step] of steps.entries()) {
    around.crashPoints(type, index, "before");
    compileSteps(around, [step]);
    if (around.recordsAfter(steps, index)) around.program.emit(RECORD);
    around.crashPoints(type, index, "after");
  }
  around.program.emit(END);
  return address;
}

function compileSteps(around: Surroundings, steps: readonly Step[]): void {
  for (const step of steps) {
    compileStep(around, step);
    // What a server does happens at the server, whether or not the caller still waits.
    if (step.do === "call" || step.do === "read" || step.do === "write") continue;
    if (step.effect !== undefined) around.program.emit(EFFECT, around.effect(step.effect));
    if (step.undoes !== undefined) around.program.emit(EFFECT, -1 - around.effect(step.undoes));
  }
}

function compileStep(around: Surroundings, step: Step): void {
  const { program, context } = around;
  switch (step.do) {
    case "work": {
      const delay = context.kernel.delays.compile(lawOf(step.time));
      program.emit(context.kernel.delays.isZero(delay) ? NOTHING : WORK, delay);
      break;
    }
    case "fail":
      compileFail(around, step);
      break;
    case "publish":
      program.emit(PUBLISH, around.publication(step));
      break;
    case "ack":
      program.emit(ACK);
      break;
    case "call":
    case "read":
    case "write": {
      const call = around.call(step);
      if (call >= 0) program.emit(CALL, call);
      break;
    }
    case "branch":
      compileBranch(around, step);
      break;
    default:
      // Named by `notSimulated`; it takes no time.
      program.emit(NOTHING);
  }
}

/** Without any of its rules a fail step always fails; several rules each have their chance. */
function compileFail({ program }: Surroundings, step: Extract<Step, { do: "fail" }>): void {
  const kind = FAILURE_KINDS.indexOf(step.with);
  const { probability, ofMessages, firstAttempts, versions } = step;
  if (firstAttempts !== undefined) program.emit(FAIL_FIRST, firstAttempts, kind);
  if (ofMessages !== undefined)
    program.emit(FAIL_FOR_SHARE, program.number(ofMessages), kind, program.here | 1);
  if (probability !== undefined) program.emit(FAIL_BY_CHANCE, program.number(probability), kind);
  const isBare =
    probability === undefined &&
    ofMessages === undefined &&
    firstAttempts === undefined &&
    versions === undefined;
  if (isBare) program.emit(FAIL_BY_CHANCE, program.number(1), kind);
}

/** The first choice whose test passes is taken; each test but those by chance looks at the message. */
function compileBranch(around: Surroundings, step: Extract<Step, { do: "branch" }>): void {
  const { program } = around;
  const exits: number[] = [];
  for (const { when, steps } of step.choices) {
    const test =
      "probability" in when
        ? program.emit(UNLESS_CHANCE, program.number(when.probability))
        : program.emit(UNLESS, around.condition(conditionOf(around.context, when)));
    compileSteps(around, steps);
    exits.push(program.emit(JUMP));
    program.patch(test, 2, program.here);
  }
  compileSteps(around, step.otherwise ?? []);
  for (const exit of exits) program.patch(exit, 1, program.here);
  program.emit(NOTHING);
}

type When = Exclude<
  Extract<Step, { do: "branch" }>["choices"][number]["when"],
  { probability: number }
>;

function conditionOf({ types, messages }: Context, when: When): Condition {
  if ("attribute" in when) {
    const values = new Set(when.in);
    return (message) => values.has(types.attributeText(message, when.attribute) ?? "");
  }
  if ("message" in when) {
    const type = types.indexOf(when.message);
    return (message) => messages.typeOf(message) === type;
  }
  if ("attemptAtLeast" in when) return (_, attempt) => attempt >= when.attemptAtLeast;
  return () => false;
}
