import type { StepText } from "../../model/index.ts";
import type { CaseSystem, ConsumerCase, StepCase } from "../CaseSystem.ts";
import type { Draft } from "./Draft.ts";
import { Inexpressible } from "./Inexpressible.ts";
import { backoffOf, constantTime, seconds, timeLaw } from "./laws.ts";
import { ROOT } from "./root.ts";

/** The transaction in which a consumer that deduplicates writes its effect and its record. */
const RECORD = "record";

/** Adds a consumer with its handler, what the handler needs, and its place in the channel that it reads. */
export function addConsumer(draft: Draft, system: CaseSystem, consumer: ConsumerCase): void {
  const { id, instances = 1, concurrency = 1, prefetch, ack, retry, coldStart } = consumer;
  const isStream = system.channels.some(
    ({ id: of, kind }) => of === consumer.from && kind === "stream",
  );
  draft.nodes[id] = {
    kind: "consumer",
    instances,
    concurrency: isStream ? 1 : concurrency,
    ...(prefetch === undefined ? {} : { prefetch }),
    ...(coldStart === undefined ? {} : { coldStart: constantTime(coldStart, "coldStart") }),
    ...(consumer.poll ? { poll: pollOf(consumer.poll) } : {}),
    ack: ack === "beforeHandler" ? "before-handler" : "after-handler",
    ...(consumer.commitEvery === undefined ? {} : { commit: { every: consumer.commitEvery } }),
    handlers: handlersOf(draft, system, consumer),
    retry: {
      attempts: retry === undefined ? 1 : (retry.attempts ?? "unlimited"),
      mode: isStream || retry?.mode === "inPlace" ? "in-place" : "requeue",
      backoff: backoffOf(retry?.backoff),
    },
    ...deduplicationOf(draft, consumer),
  };
  subscribe(draft, consumer);
  for (const [step, what] of consumer.handler.entries())
    if (what.do === "crash" && what.probability > 0)
      draft.fault({
        fault: "crash",
        target: id,
        atStep: { step, when: "before", probability: what.probability },
        mttr: timeLaw(what.restart ?? { distribution: "constant", value: 0 }),
      });
}

/**
 * A group of a stream reads everything, and its partitions are shared out once, at the start: without
 * transfers nothing is waited for.
 */
function subscribe(draft: Draft, { id, from, assignment = "range", ackLoss }: ConsumerCase): void {
  const channel = draft.nodes[from];
  const isStream = channel?.kind === "stream";
  if (isStream) {
    const strategy = assignment === "range" ? ("range" as const) : ("round-robin" as const);
    channel.subscriptions = {
      ...channel.subscriptions,
      [id]: { assign: { strategy, transfer: "none" } },
    };
  }
  const link = draft.link({
    kind: "subscribe",
    source: from,
    target: id,
    ...(isStream ? { subscription: id } : {}),
  });
  if (ackLoss) draft.fault({ fault: "loss", link, of: "ack", probability: ackLoss, at: "0 s" });
}

function pollOf({ interval, batch, work }: NonNullable<ConsumerCase["poll"]>) {
  return {
    batch,
    ...(interval === null ? {} : { interval: constantTime(interval, "poll.interval") }),
    outcome: work === "perBatch" ? ("per-batch" as const) : ("per-message" as const),
  };
}

/**
 * What a handler publishes is of the root that it handles, so where several roots meet there is a list
 * of steps for each of their types.
 */
function handlersOf(draft: Draft, system: CaseSystem, consumer: ConsumerCase) {
  const roots = [...system.producers, ...(system.sagas ?? [])].map(({ id }) => id);
  const publishes = consumer.handler.some((step) => step.do === "publish");
  const stepsFor = (root: string): StepText[] =>
    consumer.handler.map((step) => stepOf(draft, system, consumer, step, root));
  if (!publishes || roots.length === 1) return { "*": stepsFor(roots[0] ?? "") };
  return Object.fromEntries(roots.map((root) => [root, stepsFor(root)]));
}

function stepOf(
  draft: Draft,
  system: CaseSystem,
  consumer: ConsumerCase,
  step: StepCase,
  root: string,
): StepText {
  switch (step.do) {
    case "work": {
      const per = consumer.poll?.work === "perBatch" ? "batch" : "message";
      return { do: "work", time: timeLaw(step.time), per };
    }
    case "fail":
    case "ack":
      return step;
    case "effect":
      return effectOf(system, consumer, step.name);
    case "crash":
      // The fault strikes at this place in the list; the step itself does nothing.
      return { do: "work", time: "0 s" };
    case "publish":
      draft.link({ kind: "publish", source: consumer.id, target: step.to });
      return {
        do: "publish",
        message: root,
        to: step.to,
        ...(step.probability === undefined ? {} : { probability: step.probability }),
      };
    case "call":
      draft.link({ kind: "call", source: consumer.id, target: step.dependency });
      return callOf(system, step);
  }
}

/**
 * An effect happens with a step, for the root: without keys that is what effects are counted by anyway.
 * With the record of a deduplicating consumer it is one transaction.
 */
function effectOf(system: CaseSystem, consumer: ConsumerCase, name: string): StepText {
  const hasKeys = [...system.producers, ...(system.sagas ?? [])].some(({ key }) => key);
  const effect = { effect: name, ...(hasKeys ? { effectKey: ROOT } : {}) };
  if (!consumer.dedup) return { do: "work", time: "0 s", ...effect };
  return { do: "write", to: recordsOf(consumer.id), transaction: RECORD, ...effect };
}

function callOf(system: CaseSystem, step: Extract<StepCase, { do: "call" }>): StepText {
  const { dependency, timeout, attempts = 1, backoff } = step;
  const { breaker, rateLimit } = system.dependencies?.find(({ id }) => id === dependency) ?? {};
  if (breaker && callersOf(system, dependency) > 1)
    throw new Inexpressible("a breaker that several steps share");
  return {
    do: "call",
    to: dependency,
    ...(timeout === undefined ? {} : { timeout: seconds(timeout) }),
    attempts,
    backoff: backoffOf(backoff),
    ...(breaker
      ? { breaker: { failures: breaker.failures, openFor: seconds(breaker.openFor) } }
      : {}),
    // In front of a breaker the limit is the caller's own: it is asked first, and is no failure to the breaker.
    ...(breaker && rateLimit
      ? { rateLimit: { rate: `${rateLimit.rate}/s`, burst: rateLimit.burst } }
      : {}),
  };
}

/** The model's breaker belongs to a step of a handler, of which there is one for each root that is told apart. */
function callersOf(system: CaseSystem, dependency: string): number {
  const roots = system.producers.length + (system.sagas?.length ?? 0);
  let callers = 0;
  for (const { handler } of system.consumers) {
    const lists = handler.some((step) => step.do === "publish") ? Math.max(1, roots) : 1;
    for (const step of handler)
      if (step.do === "call" && step.dependency === dependency) callers += lists;
  }
  return callers;
}

const recordsOf = (consumer: string): string => `${consumer}.records`;

function deduplicationOf(draft: Draft, consumer: ConsumerCase) {
  const effects = consumer.handler.filter((step) => step.do === "effect").length;
  if (!consumer.dedup || effects === 0) return {};
  if (effects > 1) throw new Inexpressible("dedup with several effects");
  const database = recordsOf(consumer.id);
  draft.nodes[database] = { kind: "database", readLatency: "0 s", writeLatency: "0 s" };
  draft.link({ kind: "read", source: consumer.id, target: database });
  draft.link({ kind: "write", source: consumer.id, target: database });
  return {
    deduplication: {
      by: { key: ROOT },
      store: { database },
      record: { transaction: RECORD },
    },
  };
}
