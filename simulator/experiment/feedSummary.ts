import type { BlockedSummary } from "../channels/BlockedKeys.ts";
import type { Feed } from "../channels/Feed.ts";
import { Group } from "../channels/Group.ts";
import { GuardedSubscription } from "../channels/GuardedSubscription.ts";
import type { PartitionSummary } from "../channels/Partition.ts";
import type { SubscriptionCounts } from "../channels/SubscriptionFigures.ts";
import type { World } from "../services/World.ts";

/** A level over the measured time: its time average, its highest value, and where it stands now. */
export interface LevelSummary {
  readonly mean: number;
  readonly max: number;
  readonly now: number;
}

/** One subscription or consumer group. */
export interface FeedSummary extends SubscriptionCounts {
  /** Messages that have entered and not ended, in whatever state; a stream's end when their position is committed. */
  readonly present: number;
  readonly ready: LevelSummary;
  readonly delayed: LevelSummary;
  readonly inFlight: LevelSummary;
  /** Messages of a stream that are handled and that no commit has passed yet; 0 elsewhere. */
  readonly uncommitted: LevelSummary;
  /** Age in seconds of the oldest message that is ready. */
  readonly lagSeconds: number;
  /** Where the order of keys is kept: what messages that failed held up behind them. */
  readonly blocked?: BlockedSummary;
  /** Of a group that reads a stream: each partition, in their order. */
  readonly partitions?: readonly PartitionSummary[];
}

/** What a run measured of a subscription or group. */
export function feedSummary(world: World, feed: Feed): FeedSummary {
  const { gauges } = world.context.kernel.probe;
  const level = (gauge: number): LevelSummary => ({
    mean: gauges.meanOf(gauge),
    max: gauges.peakOf(gauge),
    now: gauges.valueOf(gauge),
  });
  const blocked = feed instanceof GuardedSubscription ? feed.blocked : undefined;
  return {
    ...feed.figures.counts,
    present: feed.figures.presentCount,
    ready: level(feed.figures.readyGauge),
    delayed: level(feed.figures.delayedGauge),
    inFlight: level(feed.figures.inFlightGauge),
    uncommitted: level(feed.figures.uncommittedGauge),
    lagSeconds: feed.lagSeconds,
    ...(blocked === undefined ? {} : { blocked: blocked.summary }),
    ...(feed instanceof Group ? { partitions: feed.partitions.map(({ summary }) => summary) } : {}),
  };
}
