import { type NodeOf, type Queue, Subscription, type System } from "../../../simulator/index.ts";
import type { ValuePath } from "../../design/index.ts";
import type { LinkOf, Links } from "./Links.ts";
import { type OwnSetting, ownSetting } from "./ownWords.ts";
import { slotsOf } from "./slots.ts";

/** Kinds of node that store messages. */
export type ChannelNode = NodeOf<"queue" | "topic" | "stream">;

/** What a queue and a subscription settle alike. */
type DeliverySettings = Pick<
  Queue,
  "lease" | "attempts" | "redeliver" | "deadLetter" | "order" | "maxInFlight" | "parameters"
> & { assign: Partial<Subscription["assign"]> };

/** A reader of a feed, and the share of the feed that falls to it: more than 1 where its instances have copies. */
export interface FeedReader {
  node: string;
  link: LinkOf<"subscribe">;
  share: number;
}

/** A queue, or one subscription (consumer group) of a topic or stream: what its readers share. */
export interface Feed {
  channel: string;
  node: ChannelNode;
  /** Name of the subscription; undefined for a queue. */
  subscription: string | undefined;
  settings: DeliverySettings;
  filter: Subscription["filter"];
  /** Where its settings stand, or would stand. */
  path: ValuePath;
  readers: FeedReader[];
  /** Channels that its dead letters go to. */
  deadLetterTargets: string[];
  lease: FeedLease | undefined;
}

/** Time after which a delivery is taken back, and where that stands. */
export interface FeedLease {
  seconds: number;
  path: ValuePath;
  /** Set when it is written in the broker's own word. */
  own: OwnSetting | undefined;
}

/** What a subscription that is nowhere described is like. */
const PLAIN: DeliverySettings = Subscription.parse({});

/** The feeds of a channel: those that are declared and those that only a link names. */
export function feedsOf(system: System, links: Links, channel: string, node: ChannelNode): Feed[] {
  const subscribers = links.from(channel, "subscribe");
  if (node.kind === "queue") return [feed(system, links, channel, node, undefined, subscribers)];
  const names = new Set(Object.keys(node.subscriptions));
  for (const link of subscribers) names.add(link.subscription ?? link.target);
  return [...names].map((name) => {
    const mine = subscribers.filter((link) => (link.subscription ?? link.target) === name);
    return feed(system, links, channel, node, name, mine);
  });
}

function feed(
  system: System,
  links: Links,
  channel: string,
  node: ChannelNode,
  subscription: string | undefined,
  subscribers: readonly LinkOf<"subscribe">[],
): Feed {
  const nodePath: ValuePath = ["system", "nodes", channel];
  const path: ValuePath =
    subscription === undefined ? nodePath : [...nodePath, "subscriptions", subscription];
  const declared = node.kind === "queue" ? undefined : node.subscriptions[subscription as string];
  const settings: DeliverySettings = node.kind === "queue" ? node : (declared ?? PLAIN);
  return {
    channel,
    node,
    subscription,
    settings,
    filter: declared?.filter,
    path,
    readers:
      settings.assign.mode === "broadcast"
        ? copiesOf(system, subscribers)
        : readersOf(system, subscribers),
    deadLetterTargets: links
      .from(channel, "dead-letter")
      .filter((link) => link.subscription === undefined || link.subscription === subscription)
      .map((link) => link.target),
    lease: leaseOf(settings, path),
  };
}

function readersOf(system: System, subscribers: readonly LinkOf<"subscribe">[]): FeedReader[] {
  const hasFirstChoice = subscribers.some((link) => !link.standby);
  const weights = subscribers.map((link) => {
    const node = system.nodes[link.target];
    if (hasFirstChoice && link.standby) return 0;
    const slots = node ? slotsOf(node) : 1;
    return Number.isFinite(slots) ? Math.max(slots, 1) : 1;
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return subscribers.map((link, i) => ({
    node: link.target,
    link,
    share: total > 0 ? (weights[i] ?? 0) / total : 0,
  }));
}

/** Each instance has a copy of its own of each message. */
function copiesOf(system: System, subscribers: readonly LinkOf<"subscribe">[]): FeedReader[] {
  return subscribers.map((link) => {
    const node = system.nodes[link.target];
    return { node: link.target, link, share: node && "instances" in node ? node.instances : 1 };
  });
}

function leaseOf(settings: DeliverySettings, path: ValuePath): FeedLease | undefined {
  const { timeout } = settings.lease;
  const own = ownSetting(settings.parameters, "lease");
  if (own !== undefined)
    return { seconds: own.value, path: [...path, "parameters", own.name], own };
  if (timeout === undefined) return undefined;
  return { seconds: timeout, path: [...path, "lease", "timeout"], own: undefined };
}
