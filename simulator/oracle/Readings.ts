import type { Feed } from "../channels/Feed.ts";
import { Group } from "../channels/Group.ts";
import { utilizationOf } from "../experiment/nodeSummaries.ts";
import type { Simulation } from "../experiment/Simulation.ts";
import type { Producer } from "../services/Producer.ts";
import type { Service } from "../services/Service.ts";
import type { Metric, Statistic } from "./Metric.ts";
import { readSaga } from "./readSaga.ts";
import { takeOf } from "./takeOf.ts";

/** A quantity has no value: nothing happened that it is a share or a mean of, or it is not measured. */
const NONE = Number.NaN;

/** Reads metrics off a run. It changes nothing in it. */
export class Readings {
  private readonly simulation: Simulation;

  constructor(simulation: Simulation) {
    this.simulation = simulation;
  }

  /** The value of a metric at the end of the run; NaN when it was not measured. */
  read(metric: Metric): number {
    switch (metric.subject) {
      case "channel":
        return this.readChannel(metric);
      case "consumer":
        return this.readConsumer(metric);
      case "producer":
        return this.readProducer(metric);
      case "saga": {
        const figures = this.world.sagas.get(metric.id)?.figures;
        const { histograms } = this.world.context.kernel.probe;
        return figures === undefined ? NONE : readSaga(histograms, figures, metric);
      }
      case "effects":
        return this.readEffect(metric);
    }
  }

  /** The present value of a level. */
  levelNow({ id, what }: Metric): number {
    const { services, context } = this.world;
    const service = services.get(id);
    if (service !== undefined && what === "busy") return busyCount(service);
    if (service !== undefined && what === "instancesUp")
      return service.instances.filter(({ isUp }) => isUp).length;
    const { gauges } = context.kernel.probe;
    return sum(this.gaugesOf(id, what), (gauge) => gauges.valueOf(gauge));
  }

  /** Messages that have ended in a channel since the end of the warm-up. */
  endedCount(channel: string): number {
    return sum(this.feedsOf(channel), ({ figures }) => endedOf(figures));
  }

  /** Runs of a consumer's handler that have reached its end since the end of the warm-up. */
  completedCount(consumer: string): number {
    return this.world.services.get(consumer)?.figures.completedCount ?? 0;
  }

  private get world() {
    return this.simulation.world;
  }

  private get span(): number {
    return this.simulation.now - this.simulation.scenario.warmUp;
  }

  private readChannel({ id, what, statistic }: Metric): number {
    const feeds = this.feedsOf(id);
    const entrance = (this.world.queues.get(id) ?? this.world.streams.get(id))?.entrance;
    const published = entrance?.publishedCount ?? NONE;
    const total = (of: (figures: Feed["figures"]) => number) =>
      sum(feeds, ({ figures }) => of(figures));
    const acked = total(({ ackedCount }) => ackedCount);
    const dead = total(({ deadLetteredCount }) => deadLetteredCount);
    const expired = total(({ expiredCount }) => expiredCount);
    switch (what) {
      case "rejectedFraction":
        return ratio(entrance?.refusedCount ?? NONE, published);
      case "droppedFraction":
        return ratio(this.droppedCount(id), published);
      case "expiredFraction":
        return ratio(expired, acked + dead + expired);
      case "deadLetteredFraction":
        return ratio(dead, acked + dead);
      case "deliveriesPerMessage":
        return ratio(
          total(({ deliveredCount }) => deliveredCount),
          acked + dead + expired,
        );
      case "redeliveries":
        return total(({ redeliveredCount }) => redeliveredCount);
      default:
        return this.levelOverTime(id, what, statistic);
    }
  }

  private readConsumer(metric: Metric): number {
    const { id, what, part, statistic } = metric;
    const service = this.world.services.get(id);
    if (service === undefined) return NONE;
    const { histograms, gauges } = this.world.context.kernel.probe;
    const { figures } = service;
    switch (what) {
      case "wait":
        return takeOf(histograms, figures.waitingTimes, statistic);
      case "waitProbability":
        return ratio(figures.waitedCount, histograms.countOf(figures.waitingTimes));
      case "timeInSystem":
        return takeOf(histograms, this.responseTimesOf(service, part), statistic);
      case "retryDelay":
        return takeOf(
          histograms,
          figures.retryDelays,
          statistic,
          // Only waits are noted; messages without one have waited 0.
          histograms.countOf(figures.responseTimes) - histograms.countOf(figures.retryDelays),
        );
      case "utilisation": {
        if (part === undefined) return utilizationOf(this.world, service);
        const slots = service.settings.concurrency === "unlimited" ? 1 : service.concurrency;
        const gauge = service.instances[part]?.busyGauge;
        return gauge === undefined ? NONE : gauges.meanOf(gauge) / slots;
      }
      case "batch":
        return takeOf(histograms, figures.batchSizes, statistic);
      case "lag":
        return this.levelOverTime(id, what, statistic);
      default:
        return this.countOfConsumer(what, service, histograms.countOf(figures.responseTimes));
    }
  }

  /** Messages dropped for want of room: ready ones, or the new one where none is ready. */
  private droppedCount(channel: string): number {
    const { context, nodeIds } = this.world;
    return context.losses.of(nodeIds.indexOf(channel))["dropped-when-full"] ?? 0;
  }

  /** The histogram of a consumer's times, or of those of one partition that it reads. */
  private responseTimesOf(service: Service, partition: number | undefined): number {
    if (partition === undefined) return service.figures.responseTimes;
    const part = this.groupsOf(service)[0]?.partitions[partition];
    if (part === undefined) throw new Error(`"${service.id}" reads no partition ${partition}`);
    return part.responseTimes;
  }

  private countOfConsumer(what: string, service: Service, messages: number): number {
    const { figures } = service;
    switch (what) {
      case "messages":
        return messages;
      case "throughput":
        return ratio(messages, this.span);
      case "attemptsPerMessage":
        return ratio(figures.startedCount, messages);
      case "completions":
        return figures.completedCount;
      case "duplicatesPerMessage":
        return ratio(duplicatesOf(service), messages);
      case "duplicatesPerCrash":
        return ratio(duplicatesOf(service), figures.crashCount);
      case "duplicatesSkipped":
        return figures.skippedCount;
      case "lostFraction":
        return ratio(figures.earlyLostCount, messages);
      case "deadLetteredFraction":
        return ratio(figures.deadCount, messages);
      case "overtakenFraction":
        return ratio(figures.overtakenCount, figures.orderedCount);
      case "callAttemptsPerMessage":
        return ratio(figures.calledCount, messages);
      case "callsRejectedFraction":
        return ratio(figures.callsRefusedCount, figures.calledCount);
      case "lostToRetention":
        return sum(this.groupsOf(service), (group) => group.figures.expiredCount);
      default:
        return NONE;
    }
  }

  private readProducer({ id, what, statistic }: Metric): number {
    const producer = this.world.producers.get(id);
    if (producer === undefined) return NONE;
    const { histograms } = this.world.context.kernel.probe;
    switch (what) {
      case "endToEnd":
        return takeOf(histograms, producer.endToEndTimes, statistic);
      case "batchSize":
        return takeOf(histograms, producer.publisher.batchSizes, statistic);
      case "batchDelay":
        return takeOf(histograms, producer.publisher.batchDelays, statistic);
      default:
        return ratio(this.arrivedOf(producer), producer.producedCount);
    }
  }

  private readEffect({ id, what }: Metric): number {
    const { effects } = this.world.handling.interpreter;
    const effect = effects.names.indexOf(id);
    if (effect < 0) return NONE;
    const { happened, rootsWith, rootsRepeated } = effects.counts(effect);
    const roots = effects.endedRoots;
    if (what === "perMessage") return ratio(happened, roots);
    return ratio(what === "repeatedFraction" ? rootsRepeated : roots - rootsWith, roots);
  }

  /** Time average of a level, or its maximum where one gauge keeps it; a sum of levels has no such maximum. */
  private levelOverTime(id: string, what: string, statistic: Statistic): number {
    const { gauges } = this.world.context.kernel.probe;
    const parts = this.gaugesOf(id, what);
    if (parts.length === 0) return NONE;
    if (statistic.take === "mean") return sum(parts, (gauge) => gauges.meanOf(gauge));
    return statistic.take === "max" && parts.length === 1 ? gauges.peakOf(parts[0] ?? 0) : NONE;
  }

  /** The gauges whose sum is a level. */
  private gaugesOf(id: string, what: string): number[] {
    const service = this.world.services.get(id);
    const feeds = service === undefined ? this.feedsOf(id) : this.groupsOf(service);
    return feeds.flatMap(({ figures }) => {
      switch (what) {
        case "ready":
          return [figures.readyGauge];
        case "delayed":
          return [figures.delayedGauge];
        case "inFlight":
          return [figures.inFlightGauge];
        case "inSystem":
          return [figures.readyGauge, figures.delayedGauge, figures.inFlightGauge];
        case "lag":
          return [figures.readyGauge, figures.inFlightGauge];
        default:
          return [];
      }
    });
  }

  private feedsOf(channel: string): readonly Feed[] {
    return this.world.feeds.get(channel) ?? [];
  }

  /** The group by which a consumer reads a stream. */
  private groupsOf(service: Service): Group[] {
    const feeds = service.instances.flatMap(({ members }) => members.map((m) => m.subscription));
    return [...new Set(feeds)].filter((feed) => feed instanceof Group);
  }

  /** Publications that have reached the channels of a producer; unknown where others publish too. */
  private arrivedOf({ id }: Producer): number {
    const links = Object.values(this.world.system.links).filter(
      ({ kind }) => kind === "publish" || kind === "bind" || kind === "dead-letter",
    );
    const targets = links.filter(({ source }) => source === id).map(({ target }) => target);
    const isAlone = links.every(({ source, target }) => source === id || !targets.includes(target));
    if (!isAlone) return NONE;
    const { queues, topics, streams } = this.world;
    return sum(targets, (target) => {
      const channel = queues.get(target) ?? topics.get(target) ?? streams.get(target);
      return channel?.entrance.publishedCount ?? NONE;
    });
  }
}

/** Handlers that run; those of a paused instance stand still. */
function busyCount(service: Service): number {
  return sum(service.instances, ({ pauses, running }) => (pauses > 0 ? 0 : running.length));
}

/** Completions beyond the first of each entry: not those of another copy of the message. */
function duplicatesOf({ figures }: Service): number {
  const { duplicates } = figures.counts;
  const ofCopies = (duplicates["publisher-retry"] ?? 0) + (duplicates["relay-retry"] ?? 0);
  return figures.duplicateCount - ofCopies;
}

function endedOf(figures: Feed["figures"]): number {
  return figures.enteredSinceStart - figures.presentCount;
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? NONE : part / whole;
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
