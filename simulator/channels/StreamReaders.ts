import type { Stream } from "../model/index.ts";
import type { MessageFilter } from "./Filter.ts";
import type { Group } from "./Group.ts";
import type { Shares } from "./Shares.ts";
import type { Subscription } from "./Subscription.ts";

/** A group that reads a stream, with what it lets through. */
export interface Reader {
  readonly group: Group;
  readonly filter: MessageFilter | undefined;
  /** When it comes into being. */
  readonly joinsAt: number;
  readonly start: Stream["subscriptions"][string]["cursor"]["start"];
  isReading: boolean;
}

/** What a group lets through. */
export function passesOf({ filter }: Reader): (message: number) => boolean {
  return (message) => filter === undefined || filter.passes(message);
}

/** S27. The offset of a partition before which all who read it have settled everything; ∞ when nobody does. */
export function settledIn(
  stream: {
    readonly groups: readonly Reader[];
    readonly shares: Shares;
    readonly mirrors: { settledTo(partition: number): number } | undefined;
  },
  partition: number,
): number {
  const { groups, shares, mirrors } = stream;
  const reading = groups.filter(({ group, isReading }) => isReading && !group.isForgotten);
  const settled = reading.map(({ group }) => group.settledTo(group.partitions[partition]!));
  return Math.min(
    shares.settledTo(partition),
    mirrors?.settledTo(partition) ?? Infinity,
    ...settled,
  );
}

/** All who are fed by a stream. */
export function feedsOf({
  groups,
  shares,
}: {
  readonly groups: readonly Reader[];
  readonly shares: Shares;
}): (Group | Subscription)[] {
  return [...groups.map(({ group }) => group), ...shares.subscriptions];
}

/** S19. Whether a group of a stream shares single messages, and not partitions. */
export function sharesMessages({
  assign,
}: Pick<Stream["subscriptions"][string], "assign">): boolean {
  return assign.mode !== undefined && assign.mode !== "partition-exclusive";
}
