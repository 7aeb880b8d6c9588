import type { ScenarioText, SystemText } from "../../model/index.ts";
import type { CaseSystem, FaultCase, ProducerCase, SagaCase } from "../CaseSystem.ts";
import type { OracleCase } from "../OracleFile.ts";
import { addChannel } from "./addChannel.ts";
import { addConsumer } from "./addConsumer.ts";
import { Draft } from "./Draft.ts";
import { Inexpressible } from "./Inexpressible.ts";
import { arrivalsOf, backoffOf, keyLaw, seconds, timeLaw } from "./laws.ts";
import { ROOT } from "./root.ts";

/** A timer that has to be later than the instant itself: the model has no wait of 0 for a confirm. */
const AT_ONCE = "1 ns";

/** A case in the language of Sluice. */
export interface Translation {
  system: SystemText;
  scenario: ScenarioText;
}

/**
 * Translates a case into a system and a scenario of the model. Nodes keep the ids of the case; every
 * producer and saga has one message type of its own, with its id.
 * @throws Inexpressible that names the word for which the model has no counterpart
 */
export function translate({ system, run, quantities }: OracleCase, seed: number): Translation {
  const draft = new Draft();
  draft.countsOvertaking = quantities.some(({ metric }) => metric.endsWith(".overtakenFraction"));
  draft.keys[ROOT] = { values: { values: "unique" } };
  for (const producer of system.producers) addProducer(draft, producer);
  for (const channel of system.channels) addChannel(draft, channel);
  for (const consumer of system.consumers) addConsumer(draft, system, consumer);
  for (const { id, latency, failure = 0, breaker, rateLimit } of system.dependencies ?? []) {
    const limit = breaker ? undefined : rateLimit;
    draft.nodes[id] = {
      kind: "dependency",
      latency: timeLaw(latency),
      errorRate: failure,
      ...(limit ? { rateLimit: { rate: `${limit.rate}/s`, burst: limit.burst } } : {}),
    };
  }
  for (const saga of system.sagas ?? []) addSaga(draft, saga);
  for (const fault of system.faults ?? []) addFault(draft, system, fault);
  const { keys, messageTypes, nodes, links, faults } = draft;
  return {
    system: { keys, messageTypes, nodes, links },
    scenario: {
      duration: seconds(run.duration),
      warmUp: seconds(run.warmup),
      drain: run.drain,
      seed,
      faults,
    },
  };
}

/** The message type of a producer or saga: its roots are told apart by it. */
function addRootType(draft: Draft, kind: "event" | "command", root: ProducerCase | SagaCase): void {
  const { id, key } = root;
  const priority = "priority" in root ? root.priority : undefined;
  if (key) draft.keys[`${id}.key`] = { values: keyLaw(key) };
  draft.messageTypes[id] = {
    kind,
    ...(key ? { key: `${id}.key` } : {}),
    ...(draft.countsOvertaking ? { ordering: key ? "per-key" : "total" } : {}),
    ...(priority === undefined ? {} : { priority }),
  };
}

function addProducer(draft: Draft, producer: ProducerCase): void {
  const { id, arrivals, from, until, batching, confirm } = producer;
  addRootType(draft, "event", producer);
  draft.nodes[id] = {
    kind: "producer",
    messages: { [id]: 1 },
    arrivals: arrivalsOf(arrivals),
    ...(from === undefined ? {} : { from: seconds(from) }),
    ...(until === undefined ? {} : { until: seconds(until) }),
    ...(batching || confirm
      ? {
          publisher: {
            ...(batching
              ? { batching: { size: batching.size, linger: seconds(batching.linger) } }
              : {}),
            ...(confirm ? confirmOf(confirm) : {}),
          },
        }
      : {}),
  };
  for (const target of [producer.to].flat()) {
    const link = draft.link({ kind: "publish", source: id, target });
    if (confirm?.publishLoss)
      draft.fault({
        fault: "loss",
        link,
        of: "publish",
        probability: confirm.publishLoss,
        at: "0 s",
      });
    if (confirm?.lossProbability)
      draft.fault({
        fault: "loss",
        link,
        of: "confirm",
        probability: confirm.lossProbability,
        at: "0 s",
      });
  }
}

function confirmOf({ attempts, retryAfter }: NonNullable<ProducerCase["confirm"]>) {
  const isConstant = retryAfter === undefined || retryAfter.distribution === "constant";
  const wait = retryAfter?.distribution === "constant" ? retryAfter.value : 0;
  return {
    attempts: attempts ?? ("unlimited" as const),
    retryAfter: wait > 0 ? seconds(wait) : AT_ONCE,
    ...(isConstant ? {} : { backoff: backoffOf({ kind: "random", delay: retryAfter }) }),
  };
}

function addSaga(draft: Draft, saga: SagaCase): void {
  const { id, arrivals, from, until, steps } = saga;
  if (from !== undefined || until !== undefined)
    throw new Inexpressible("from and until of a saga");
  addRootType(draft, "command", saga);
  draft.nodes[id] = {
    kind: "saga",
    mode: "orchestrated",
    correlation: ROOT,
    begins: { arrivals: arrivalsOf(arrivals) },
    steps: steps.map(({ command, compensation }) => ({
      name: command,
      command: id,
      to: command,
      ...(compensation === undefined ? {} : { compensation: { command: id, to: compensation } }),
    })),
  };
  for (const { command, compensation } of steps)
    for (const target of [command, compensation])
      if (target !== undefined) draft.link({ kind: "publish", source: id, target });
}

/** Failures by chance strike each instance on its own. */
function addFault(draft: Draft, system: CaseSystem, fault: FaultCase): void {
  switch (fault.kind) {
    case "outage":
      draft.fault({
        fault: "outage",
        target: fault.channel,
        at: seconds(fault.from),
        for: seconds(fault.until - fault.from),
        publishes: fault.publishes ?? "buffer",
      });
      return;
    case "scale":
      draft.fault({
        fault: "scale",
        target: fault.consumer,
        at: seconds(fault.at),
        instances: fault.instances,
      });
      return;
    default:
      break;
  }
  const target = fault.consumer;
  if ("from" in fault) {
    const { kind, from, until } = fault;
    draft.fault({ fault: kind, target, at: seconds(from), for: seconds(until - from) });
    return;
  }
  const { kind, timeToFailure, timeToRepair } = fault;
  const { instances = 1 } = system.consumers.find(({ id }) => id === target) ?? {};
  for (let instance = 0; instance < instances; instance++)
    draft.fault({
      fault: kind,
      target,
      instance,
      mttf: timeLaw(timeToFailure),
      mttr: timeLaw(timeToRepair),
      while: fault.while ?? "always",
    });
}
