import {
  LOSS_CAUSES,
  type LossCause,
  REDELIVERY_CAUSES,
  REORDERING_CAUSES,
  type RedeliveryCause,
  type ReorderingCause,
} from "../channels/causes.ts";
import type { FaultSpan } from "../chaos/Faults.ts";
import type { EffectCounts } from "../services/EffectFigures.ts";
import type { SagaSummary } from "../services/SagaFigures.ts";
import type { World } from "../services/World.ts";
import { type BrokerErrors, brokerErrorsOf } from "./brokerErrors.ts";
import { type ContractSummary, contractSummaries } from "./contractSummaries.ts";
import { type ExemplarSummary, exemplarsOf } from "./exemplarsOf.ts";
import type { Verdict } from "./judge.ts";
import { type NodeSummary, nodeSummaries } from "./nodeSummaries.ts";

/** Everything that a run measured, as `sluice run --json` prints it. */
export interface RunSummary {
  readonly seed: number;
  readonly simulatedSeconds: number;
  readonly events: number;
  readonly nodes: Readonly<Record<string, NodeSummary>>;
  readonly messageTypes: Readonly<Record<string, { readonly created: number }>>;
  /** Messages lost, by cause. */
  readonly lost: Partial<Record<LossCause, number>>;
  /** Messages handled to the end more than once, by cause. */
  readonly duplicatesProcessed: {
    readonly total: number;
    readonly byCause: Partial<Record<RedeliveryCause, number>>;
  };
  readonly redelivered: {
    readonly total: number;
    readonly byCause: Partial<Record<RedeliveryCause, number>>;
  };
  /** Messages handled to the end after one of the same key that had entered later, by cause. */
  readonly overtaken: {
    readonly total: number;
    readonly byCause: Partial<Record<ReorderingCause, number>>;
  };
  /** Errors of brokers under their own names (`OverLimit`, `basic.nack`), by the node that met them. */
  readonly brokerErrors: BrokerErrors;
  /** Messages dead-lettered, all channels together. */
  readonly deadLettered: number;
  readonly effects: Readonly<Record<string, EffectCounts>>;
  /** What each step between versions of a message type asks for, and what came of it. */
  readonly contracts: readonly ContractSummary[];
  /** For each sort of trouble the first root messages that it happened to. */
  readonly exemplars: readonly ExemplarSummary[];
  readonly sagas: Readonly<Record<string, SagaSummary>>;
  readonly faults: readonly FaultSpan[];
  readonly objectives: readonly Verdict[];
  /** Hash of the whole event history. */
  readonly digest: string;
  readonly notSimulated: readonly string[];
  /** Why the run stopped before its end; what was measured up to then holds (E5). */
  readonly stopped: string | undefined;
}

/** Sums up what a world has measured. */
export function summarize(
  world: World,
  about: Pick<
    RunSummary,
    "seed" | "events" | "faults" | "objectives" | "digest" | "notSimulated" | "stopped"
  >,
): RunSummary {
  const services = [...world.services.values()];
  const duplicates = addUp(
    REDELIVERY_CAUSES,
    services.map((service) => service.figures.counts.duplicates),
  );
  const feeds = [...world.feeds.values()].flat();
  const redelivered = addUp(
    REDELIVERY_CAUSES,
    feeds.map((feed) => feed.figures.counts.redelivered),
  );
  const overtaken = addUp(
    REORDERING_CAUSES,
    services.map((service) => service.figures.counts.overtakenBy),
  );
  const { effects } = world.handling.interpreter;
  return {
    seed: about.seed,
    simulatedSeconds: world.context.kernel.events.now,
    events: about.events,
    nodes: nodeSummaries(world),
    messageTypes: Object.fromEntries(
      world.context.types.names.map((name, type) => [
        name,
        { created: world.context.types.createdCount(type) },
      ]),
    ),
    lost: addUp(
      LOSS_CAUSES,
      world.nodeIds.map((_, node) => world.context.losses.of(node)),
    ),
    duplicatesProcessed: { total: totalOf(duplicates), byCause: duplicates },
    redelivered: { total: totalOf(redelivered), byCause: redelivered },
    overtaken: { total: totalOf(overtaken), byCause: overtaken },
    brokerErrors: brokerErrorsOf(world),
    deadLettered:
      feeds.reduce((total, feed) => total + feed.figures.deadLetteredCount, 0) +
      services.reduce(
        (total, service) => total + (service.deadLetterPort ? service.figures.deadCount : 0),
        0,
      ),
    effects: Object.fromEntries(
      effects.names.map((name, effect) => [name, effects.counts(effect)]),
    ),
    contracts: contractSummaries(world),
    exemplars: exemplarsOf(world),
    sagas: Object.fromEntries(
      [...world.sagas].map(([id, saga]) => [id, saga.figures.summary(saga.runningCount)]),
    ),
    faults: about.faults,
    objectives: about.objectives,
    digest: about.digest,
    notSimulated: about.notSimulated,
    stopped: about.stopped,
  };
}

function addUp<N extends string>(
  names: readonly N[],
  counts: readonly Partial<Record<N, number>>[],
): Partial<Record<N, number>> {
  const sums: Partial<Record<N, number>> = {};
  for (const name of names) {
    const sum = counts.reduce((total, each) => total + (each[name] ?? 0), 0);
    if (sum > 0) sums[name] = sum;
  }
  return sums;
}

function totalOf(counts: Partial<Record<string, number>>): number {
  return Object.values(counts).reduce((total: number, count) => total + (count ?? 0), 0);
}
