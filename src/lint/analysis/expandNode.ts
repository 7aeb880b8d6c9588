import {
  isChannel,
  lawOf,
  meanOf,
  type NodeOf,
  type Step,
  type System,
} from "../../../simulator/index.ts";
import type { Feed } from "./Feed.ts";
import type { Links } from "./Links.ts";
import type { Expand, Vertex } from "./MessageFlow.ts";
import { bindingShare, filterShare } from "./routing.ts";
import type { VisitsOf } from "./WorkTimes.ts";

/** What one must know of a system to tell where messages go. */
export interface Surroundings {
  system: System;
  links: Links;
  feeds: ReadonlyMap<string, readonly Feed[]>;
  visitsOf: VisitsOf;
}

type Send = Parameters<Expand>[1];
type Publication = Extract<Step, { do: "publish" }>;

/** Where the messages of a type at a node go next; see `MessageFlow`. */
export function expandNode(around: Surroundings): Expand {
  return (vertex, send) => {
    const node = around.system.nodes[vertex.node];
    if (node === undefined) return;
    if (isChannel(node.kind)) fromChannel(around, vertex, send);
    else if (node.kind === "producer") fromProducer(around, vertex, send);
    else if (node.kind === "consumer" || node.kind === "endpoint")
      fromHandler(around, vertex, send);
    else if (node.kind === "saga") fromSaga(around, vertex, node, send);
  };
}

function fromProducer({ links }: Surroundings, { node, message }: Vertex, send: Send): void {
  for (const link of [...links.from(node, "publish"), ...links.from(node, "call")]) {
    if (link.messages && !link.messages.includes(message)) continue;
    send(link.target, message, link.kind === "publish" && link.standby ? 0 : 1, "producer");
  }
}

function fromChannel(around: Surroundings, vertex: Vertex, send: Send): void {
  const { system, links, feeds } = around;
  const { node: id, message } = vertex;
  for (const feed of feeds.get(id) ?? []) {
    const share = filterShare(system, message, feed.filter);
    if (share === 0) continue;
    for (const reader of feed.readers) send(reader.node, message, share * reader.share, "feed");
  }
  const node = system.nodes[id];
  if (node?.kind === "topic") fromTopic(around, vertex, node, send);
  for (const link of links.from(id, "mirror")) send(link.target, message, 1, "mirror");
  for (const link of links.from(id, "dead-letter")) send(link.target, message, 0, "dead-letter");
}

function fromTopic(
  { system, links }: Surroundings,
  { node: id, message }: Vertex,
  topic: NodeOf<"topic">,
  send: Send,
): void {
  const bindings = links.from(id, "bind");
  for (const binding of bindings) {
    const share =
      topic.routing === "hash"
        ? 1 / bindings.length
        : bindingShare(system, message, binding, topic.routing);
    if (share > 0) send(binding.target, message, share, "bind");
  }
  for (const link of links.from(id, "alternate")) send(link.target, message, 0, "alternate");
}

function fromHandler(around: Surroundings, vertex: Vertex, send: Send): void {
  const { links, visitsOf } = around;
  const { node, message } = vertex;
  for (const { step, share, path } of visitsOf(node, message)) {
    const origin = path.join("/");
    switch (step.do) {
      case "publish":
        publish(around, vertex, step, share, origin, send);
        break;
      case "reply":
        if (step.message === undefined) break;
        if (step.to !== undefined) send(step.to, step.message, share, origin);
        else replyToCaller(around, vertex, step.message, share, send);
        break;
      case "call":
        if (around.system.nodes[step.to]?.kind === "endpoint")
          send(step.to, step.message ?? message, share, origin);
        break;
      case "window":
        if (step.emits === undefined) break;
        for (const target of targetsOf(links, node, step.to)) send(target, step.emits, 0, origin);
        break;
      default:
        break;
    }
  }
  for (const kind of ["retry", "dead-letter"] as const)
    for (const link of links.from(node, kind)) send(link.target, message, 0, kind);
}

function publish(
  { links }: Surroundings,
  { node, message }: Vertex,
  step: Publication,
  share: number,
  origin: string,
  send: Send,
): void {
  const source = typeof step.via === "object" ? step.via.outbox : node;
  const weight = share * step.probability * meanOf(lawOf(step.count));
  const type = step.message === "*" ? message : step.message;
  for (const target of targetsOf(links, source, step.to)) send(target, type, weight, origin);
}

function targetsOf(links: Links, source: string, to: string | undefined): string[] {
  return to !== undefined ? [to] : links.from(source, "publish").map((link) => link.target);
}

/**
 * A reply without a channel goes back to whoever sent the command: to the reply channels that such
 * a sender reads. Where there are several senders nobody can say how many replies each one gets.
 */
function replyToCaller(
  { system, links }: Surroundings,
  { message }: Vertex,
  reply: string,
  share: number,
  send: Send,
): void {
  const channels = Object.entries(system.nodes)
    .filter(([, node]) => "role" in node && node.role === "reply")
    .map(([id]) => id);
  const askers = channels.filter((id) =>
    links.from(id, "subscribe").some((link) => {
      const reader = system.nodes[link.target];
      return reader?.kind === "saga" && reader.steps.some((step) => asks(step, message));
    }),
  );
  const targets = askers.length > 0 ? askers : channels;
  for (const target of targets) send(target, reply, targets.length === 1 ? share : 0, "reply");
}

type SagaStep = NodeOf<"saga">["steps"][number];

function asks(step: SagaStep, command: string): boolean {
  return step.command === command || step.compensation?.command === command;
}

/** A coordinator sends each command once for each instance that begins, compensations apart. */
function fromSaga(
  { links }: Surroundings,
  { node, message }: Vertex,
  saga: NodeOf<"saga">,
  send: Send,
): void {
  if (saga.mode !== "orchestrated") return;
  if (typeof saga.begins === "string" && saga.begins !== message) return;
  for (const { name, command, to, compensation } of saga.steps) {
    if (command !== undefined)
      for (const target of targetsOf(links, node, to)) send(target, command, 1, name);
    if (compensation?.command !== undefined)
      for (const target of targetsOf(links, node, compensation.to))
        send(target, compensation.command, 0, `${name} undone`);
  }
}
