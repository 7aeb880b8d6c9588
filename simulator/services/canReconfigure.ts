import { DEFAULT_SUBSCRIPTION } from "../channels/defaultSubscription.ts";
import { linksBySource } from "../channels/linksBySource.ts";
import { needsGuards } from "../channels/makeSubscription.ts";
import { StreamLog } from "../channels/StreamLog.ts";
import { sharesMessages } from "../channels/StreamReaders.ts";
import { StreamRoom } from "../channels/StreamRoom.ts";
import { surroundingsOf } from "../channels/surroundings.ts";
import type { Subscription, System } from "../model/index.ts";

type Node = System["nodes"][string];
type Channel = Extract<Node, { kind: "queue" | "topic" | "stream" }>;

/**
 * Whether a run of one system can go on with the values of another one: the same nodes, links and message
 * types, and nothing for which a part of another build would be needed. A queue is built without the guards
 * that it has no use for, a group shares partitions or single messages, a filter is compiled.
 */
export function canReconfigure(before: System, after: System): boolean {
  return shapeOf(before) === shapeOf(after) && !needsOtherParts(before, after);
}

/** What a reconfigured run does not look at again. */
function shapeOf(system: System): string {
  const nodes = Object.entries(system.nodes).map(([id, node]) => [
    id,
    node.kind,
    node.kind === "topic" || node.kind === "stream" ? groupsOf(node) : [],
    // Services are built to tell of the start of their handlers, or not to.
    node.kind === "queue" && node.lease.startsAt,
    // What of a log its readers have to be watched for.
    node.kind === "stream" && [node.removal, node.capacity.overflow],
  ]);
  const links = Object.entries(system.links).map(([id, link]) => {
    const { latency: _, bandwidth: __, description: ___, ...shape } = link;
    return [id, shape];
  });
  return JSON.stringify([nodes, links, Object.keys(system.messageTypes)]);
}

function groupsOf(node: Extract<Node, { kind: "topic" | "stream" }>): unknown[] {
  return Object.entries(node.subscriptions).map(([name, { filter, assign, cursor, lease }]) => [
    name,
    filter ?? null,
    lease.startsAt,
    cursor.idleExpiry ?? null,
    assign.mode === "broadcast",
    node.kind === "stream" && [sharesMessages({ assign }), cursor.joinsAt ?? null, cursor.start],
  ]);
}

function needsOtherParts(before: System, after: System): boolean {
  return Object.entries(after.nodes).some(([id, node]) => {
    const former = before.nodes[id];
    if (former === undefined || !isChannel(former) || !isChannel(node)) return false;
    if (node.kind === "stream" && former.kind === "stream")
      return (
        (StreamLog.isNeeded(node) && !StreamLog.isNeeded(former)) ||
        (StreamRoom.isBounded(node) && !StreamRoom.isBounded(former)) ||
        (isGuarded(after, id, node) && !isGuarded(before, id, former))
      );
    return isGuarded(after, id, node) && !isGuarded(before, id, former);
  });
}

/** Whether some subscription of a channel has guards. */
function isGuarded(system: System, id: string, node: Channel): boolean {
  const linksFrom = linksBySource(Object.entries(system.links));
  const hasOwnExpiry = Object.values(system.messageTypes).some(
    ({ expiresAfter }) => expiresAfter !== undefined,
  );
  const served = linksFrom.get(id)?.some(([, { kind }]) => kind === "subscribe") ?? false;
  const settings =
    node.kind === "queue"
      ? [node]
      : [
          ...Object.values<Subscription>(node.subscriptions),
          ...(served ? [DEFAULT_SUBSCRIPTION] : []),
        ];
  const around = surroundingsOf(linksFrom, id);
  return settings.some((each) => needsGuards(each, around, hasOwnExpiry));
}

function isChannel(node: Node): node is Channel {
  return node.kind === "queue" || node.kind === "topic" || node.kind === "stream";
}
