import type { Stream } from "../model/index.ts";
import type { Filter } from "./Filter.ts";
import type { Group } from "./Group.ts";
import type { Subscription } from "./Subscription.ts";

/** Who shares single messages of a stream, with what it lets through. */
export interface Share {
  readonly subscription: Subscription;
  readonly filter: Filter | undefined;
}

/** A group that reads a stream, with what it lets through. */
export interface Reader {
  readonly group: Group;
  readonly filter: Filter | undefined;
  /** When it comes into being. */
  readonly joinsAt: number;
  readonly start: Stream["subscriptions"][string]["cursor"]["start"];
  isReading: boolean;
}

/** All who are fed by a stream. */
export function feedsOf({
  groups,
  shares,
}: {
  readonly groups: readonly Reader[];
  readonly shares: readonly Share[];
}): (Group | Subscription)[] {
  return [...groups.map(({ group }) => group), ...shares.map(({ subscription }) => subscription)];
}
