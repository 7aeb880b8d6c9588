import { DEFAULT_SUBSCRIPTION } from "../channels/defaultSubscription.ts";
import { linksBySource } from "../channels/linksBySource.ts";
import { needsGuards } from "../channels/makeSubscription.ts";
import { StreamLog } from "../channels/StreamLog.ts";
import { sharesMessages } from "../channels/StreamReaders.ts";
import { StreamRoom } from "../channels/StreamRoom.ts";
import { surroundingsIn } from "../channels/surroundings.ts";
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
  const [hadGuards, hasGuards] = [guardsIn(before), guardsIn(after)];
  return Object.entries(after.nodes).some(([id, node]) => {
    const former = before.nodes[id];
    if (former === undefined || !isChannel(former) || !isChannel(node)) return false;
    if (node.kind === "stream" && former.kind === "stream")
      return (
        (StreamLog.isNeeded(node) && !StreamLog.isNeeded(former)) ||
        (StreamRoom.isBounded(node) && !StreamRoom.isBounded(former)) ||
        (hasGuards(id, node) && !hadGuards(id, former))
      );
    return hasGuards(id, node) && !hadGuards(id, former);
  });
}

/** Whether some subscription of a channel of a system has guards. */
function guardsIn(system: System): (id: string, node: Channel) => boolean {
  const linksFrom = linksBySource(Object.entries(system.links));
  const hasOwnExpiry = Object.values(system.messageTypes).some(
    ({ expiresAfter }) => expiresAfter !== undefined,
  );
  const around = surroundingsIn(system, linksFrom);
  const settingsOf = (id: string, node: Channel) => {
    if (node.kind === "queue") return [node];
    const served = linksFrom.get(id)?.some(([, { kind }]) => kind === "subscribe") ?? false;
    const named = Object.values<Subscription>(node.subscriptions);
    return served ? [...named, DEFAULT_SUBSCRIPTION] : named;
  };
  return (id, node) =>
    settingsOf(id, node).some((each) => needsGuards(each, around(id), hasOwnExpiry));
}

function isChannel(node: Node): node is Channel {
  return node.kind === "queue" || node.kind === "topic" || node.kind === "stream";
}
