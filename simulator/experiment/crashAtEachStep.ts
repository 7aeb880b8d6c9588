import { Fault, Scenario, type System } from "../model/index.ts";
import { createSimulation } from "./Simulation.ts";
import type { RunSummary } from "./summarize.ts";
import { systemForOneMessage } from "./systemForOneMessage.ts";

/**
 * What a crash at one boundary of a handler does to one message, compared with the same message
 * without a crash: seen in two runs, not concluded.
 */
export interface StepCrash {
  /** Steps of the handler that were done when it struck; 0 is before the first one. */
  readonly after: number;
  /** Deliveries of the message beyond those of the run without a crash. */
  readonly redelivered: number;
  /** Whether the handler got to its end in the end; after the last step it had. */
  readonly completed: boolean;
  readonly deadLettered: number;
  /** Effects that happened more often, and how often in all. */
  readonly effectsTwice: Readonly<Record<string, number>>;
  /** Effects that happened less often, and how often in all. */
  readonly effectsMissing: Readonly<Record<string, number>>;
  /** Message types that were published more often, and how often in all. */
  readonly messagesTwice: Readonly<Record<string, number>>;
  readonly messagesMissing: Readonly<Record<string, number>>;
  /** Databases and dependencies that were asked more often, by id, and how often in all. */
  readonly askedTwice: Readonly<Record<string, number>>;
}

/** Events after which one message should long have come to rest. */
const EVENT_LIMIT = 200_000;

/**
 * Lets one message through a handler of a service once without a crash and once with a crash at
 * each boundary between its steps (channels/RULES.md, F6). All else stands still: there is one
 * instance, no other traffic, and what fails by chance does not. A branch by chance takes its
 * likeliest way.
 * @param messageType what is handled; "*" is any type that has no handler of its own
 * @throws Error when the service has no such handler, when nothing leads to it, when the message
 * never gets through even without a crash, or when the run does not come to rest
 */
export function crashAtEachStep(
  system: System,
  serviceId: string,
  messageType: string,
): readonly StepCrash[] {
  const probe = systemForOneMessage(system, serviceId, messageType);
  const steps = probe.steps.length;
  if (steps === 0) return [];
  const calm = runOnce(probe.system, serviceId);
  if (completedBy(calm, serviceId) === 0)
    throw new Error(
      `Even without a crash the handler of ${messageType} does not get to its end: look for a step that always fails, or for what it waits for.`,
    );
  return Array.from({ length: steps + 1 }, (_, after) => {
    const isLast = after === steps;
    const crash = Fault.parse({
      fault: "crash",
      target: serviceId,
      atStep: {
        message: probe.messageType,
        step: isLast ? steps - 1 : after,
        when: isLast ? "after" : "before",
        occurrence: 1,
      },
    });
    return compare({ after, isLast }, calm, runOnce(probe.system, serviceId, crash), serviceId);
  });
}

function runOnce(system: System, serviceId: string, crash?: Fault): RunSummary {
  const scenario = Scenario.parse({ duration: "1 s", drain: true });
  const simulation = createSimulation({
    system,
    scenario: { ...scenario, faults: crash === undefined ? {} : { crash } },
  });
  if (!simulation.advanceTo(Infinity, { maxEvents: EVENT_LIMIT }))
    throw new Error(
      `One message to "${serviceId}" does not come to rest within ${EVENT_LIMIT} events: it is tried again without end.`,
    );
  const summary = simulation.summary();
  simulation.dispose();
  return summary;
}

function compare(
  { after, isLast }: { readonly after: number; readonly isLast: boolean },
  calm: RunSummary,
  crashed: RunSummary,
  serviceId: string,
): StepCrash {
  const effects = (run: RunSummary) =>
    mapped(run.effects, ({ happened, undone }) => happened - undone);
  const messages = (run: RunSummary) => mapped(run.messageTypes, ({ created }) => created);
  const asked = (run: RunSummary) =>
    mapped(run.nodes, (node) => ("calls" in node ? node.calls : 0));
  return {
    after,
    redelivered: crashed.redelivered.total - calm.redelivered.total,
    completed: isLast || completedBy(crashed, serviceId) > 0,
    deadLettered: crashed.deadLettered,
    effectsTwice: differing(effects(calm), effects(crashed), (was, is) => is > was),
    effectsMissing: differing(effects(calm), effects(crashed), (was, is) => is < was),
    messagesTwice: differing(messages(calm), messages(crashed), (was, is) => is > was),
    messagesMissing: differing(messages(calm), messages(crashed), (was, is) => is < was),
    askedTwice: differing(asked(calm), asked(crashed), (was, is) => is > was),
  };
}

function completedBy(run: RunSummary, serviceId: string): number {
  const node = run.nodes[serviceId];
  return node !== undefined && "completed" in node ? node.completed : 0;
}

function mapped<T>(
  table: Readonly<Record<string, T>>,
  count: (entry: T) => number,
): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(table).map(([name, entry]) => [name, count(entry)]));
}

function differing(
  calm: Readonly<Record<string, number>>,
  crashed: Readonly<Record<string, number>>,
  differs: (was: number, is: number) => boolean,
): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(crashed).filter(([name, count]) => differs(calm[name] ?? 0, count)),
  );
}
