import type { Feed } from "../channels/Feed.ts";
import type { FaultSpan } from "../chaos/Faults.ts";
import { type Quantity, type Series, TimeSeries } from "../measure/TimeSeries.ts";
import type { Objective } from "../model/index.ts";
import { EffectLedger } from "../services/EffectLedger.ts";
import type { Service } from "../services/Service.ts";
import type { World } from "../services/World.ts";
import { FilteredTimes } from "./FilteredTimes.ts";
import type { Evidence, OutcomeRecord } from "./judge.ts";
import { type Outcomes, outcomesOf } from "./judgeServices.ts";
import type { LevelRecord } from "./recovery.ts";

/** Instants of a run at which series are cut and lags are looked at, in a system of up to some 1,000 nodes. */
const INSTANTS = 1024;
/** The same in the largest systems. */
const FEWEST_INSTANTS = 128;
/** Values that all series together may hold: 16 MiB. */
const MOST_VALUES = 1 << 21;

/** Watches a run at regular instants: series over time, and what objectives need besides counts. It reads only. */
export class RunWatch {
  private readonly world: World;
  /** Whether there are series at all. */
  private readonly isWhole: boolean;
  private readonly timeSeries: TimeSeries;
  /** Instances of all services when it was seen last whose gauges are to be read. */
  private instanceCount: number;
  private readonly lagTimes: number[] = [];
  private readonly lags = new Map<string, number[]>();
  private readonly lagSeconds = new Map<string, number[]>();
  /** Histograms of times between message types, by `from NUL to`. */
  private readonly between = new Map<string, number>();
  /** What ended at nodes between instants. */
  private readonly outcomes = new Map<Objective, OutcomeSeries>();
  /** Times of the messages that objectives choose. */
  private readonly classes = new Map<Objective, FilteredTimes>();

  constructor(
    world: World,
    objectives: Readonly<Record<string, Objective>>,
    duration: number,
    isWhole: boolean,
  ) {
    this.world = world;
    this.isWhole = isWhole;
    const quantities = isWhole ? quantitiesOf(world) : [];
    const instants = instantsFor(quantities.length);
    const { probe } = world.context.kernel;
    this.timeSeries = new TimeSeries(probe, quantities, duration / instants, instants);
    this.instanceCount = world.handling.instances.length;
    const books = Object.entries(objectives).flatMap(([id, objective]) =>
      objective.objective === "invariant" || objective.objective === "never-after"
        ? ([[id, objective]] as const)
        : [],
    );
    const { effects } = world.handling.interpreter;
    if (books.length > 0) effects.ledger = new EffectLedger(world.context, effects.names, books);
    for (const objective of Object.values(objectives)) {
      if (objective.objective === "lag") this.lags.set(objective.node, []);
      if (objective.objective === "lag-time") this.lagSeconds.set(objective.node, []);
      if (objective.objective === "availability" && objective.within !== undefined)
        this.outcomes.set(objective, new OutcomeSeries(() => outcomesOf(world, objective.node)));
      if (objective.objective === "latency" && "from" in objective.of)
        this.watchTypes(objective.of.from, objective.of.to);
      if (objective.objective === "latency") this.watchClass(objective);
    }
  }

  /** The next instant at which `pass` is to be called. */
  get nextMark(): number {
    return this.isWhole || this.watchedCount > 0 ? this.timeSeries.nextEnd : Infinity;
  }

  /** The clock has come to `nextMark`. */
  pass(time: number, isWarm: boolean): void {
    if (this.isWhole && this.world.handling.instances.length !== this.instanceCount) {
      this.instanceCount = this.world.handling.instances.length;
      this.timeSeries.measure(quantitiesOf(this.world));
    }
    this.timeSeries.close();
    if (!isWarm || this.watchedCount === 0) return;
    this.lagTimes.push(time);
    for (const [node, values] of this.lagSeconds) values.push(lagSecondsOf(this.world, node));
    for (const [node, values] of this.lags) values.push(lagOf(this.world, node));
    for (const series of this.outcomes.values()) series.pass();
  }

  private get watchedCount(): number {
    return this.lags.size + this.lagSeconds.size + this.outcomes.size;
  }

  get series(): Series[] {
    return this.timeSeries.series;
  }

  /** Buckets of the series that are over. */
  get bucketCount(): number {
    return this.timeSeries.bucketCount;
  }

  /** What objectives are held against. */
  evidence(faults: readonly FaultSpan[]): Evidence {
    const { histograms } = this.world.context.kernel.probe;
    return {
      world: this.world,
      faults,
      lagSecondsOf: (node): LevelRecord => ({
        times: this.lagTimes,
        values: this.lagSeconds.get(node) ?? [],
      }),
      lagOf: (node): LevelRecord => ({ times: this.lagTimes, values: this.lags.get(node) ?? [] }),
      outcomes: (objective): OutcomeRecord => {
        const { good = [], all = [] } = this.outcomes.get(objective) ?? {};
        return { times: this.lagTimes, good, all };
      },
      chosenBy: (objective) => this.classes.get(objective)?.histogram,
      timeBetween: (from, to, percentile) => {
        const histogram = this.between.get(`${from}\0${to}`);
        return histogram === undefined || histograms.countOf(histogram) === 0
          ? undefined
          : histograms.quantileOf(histogram, percentile);
      },
    };
  }

  private watchClass(objective: Extract<Objective, { objective: "latency" }>): void {
    const { of, where } = objective;
    const service = "node" in of ? this.world.services.get(of.node) : undefined;
    if (where === undefined || service === undefined) return;
    const { context } = this.world;
    const times = new FilteredTimes(context.types, context.kernel.probe.histograms, where);
    service.watch(times);
    this.classes.set(objective, times);
  }

  private watchTypes(from: string, to: string): void {
    const { types } = this.world.context;
    this.between.set(`${from}\0${to}`, types.watch(types.indexOf(from), types.indexOf(to)));
  }
}

/** What ended at a node from instant to instant. */
class OutcomeSeries {
  readonly good: number[] = [];
  readonly all: number[] = [];
  private readonly look: () => Outcomes | undefined;
  private before: Outcomes = { good: 0, all: 0 };

  constructor(look: () => Outcomes | undefined) {
    this.look = look;
  }

  pass(): void {
    const now = this.look() ?? this.before;
    this.good.push(now.good - this.before.good);
    this.all.push(now.all - this.before.all);
    this.before = now;
  }
}

/** Large systems have coarser series, so that neither their memory nor their time grows without bound. */
function instantsFor(quantities: number): number {
  let instants = INSTANTS;
  while (instants > FEWEST_INSTANTS && instants * quantities > MOST_VALUES) instants /= 2;
  return instants;
}

function lagOf(world: World, node: string): number {
  return feedsOf(world.services.get(node)).reduce((total, feed) => total + feed.depth, 0);
}

/** Age of the oldest message that waits for a node; an outside service is given its messages by a service of its own. */
function lagSecondsOf(world: World, node: string): number {
  const index = world.nodeIds.indexOf(node);
  const services = [
    world.services.get(node),
    ...world.hidden.filter((each) => each.node === index),
  ];
  return services.flatMap(feedsOf).reduce((oldest, feed) => Math.max(oldest, feed.lagSeconds), 0);
}

function feedsOf(service: Service | undefined): readonly Feed[] {
  return service?.feeds ?? [];
}

/** Depth of each channel, throughput, lag and busy slots of each service; of each producer what it makes and what of it is done with. */
function quantitiesOf(world: World): Quantity[] {
  return world.nodeIds.flatMap((id, node): Quantity[] => {
    const level = (name: string, gauges: number[]): Quantity => ({
      node,
      name,
      gauges,
      counter: -1,
    });
    const rate = (name: string, counter: number): Quantity => ({ node, name, gauges: [], counter });
    const service = world.services.get(id);
    const producer = world.producers.get(id);
    const feeds = world.feeds.get(id) ?? [];
    if (feeds.length > 0)
      return [
        level("depth", readyGauges(feeds)),
        level(
          "inFlight",
          feeds.map(({ figures }) => figures.inFlightGauge),
        ),
      ];
    if (service !== undefined)
      return [
        rate("throughput", service.figures.completedCounter),
        level("lag", readyGauges(feedsOf(service))),
        level(
          "busy",
          service.instances.map(({ busyGauge }) => busyGauge),
        ),
      ];
    if (producer === undefined) return [];
    return [rate("throughput", producer.producedCounter), rate("ended", producer.endedCounter)];
  });
}

function readyGauges(feeds: readonly Feed[]): number[] {
  return feeds.map(({ figures }) => figures.readyGauge);
}
