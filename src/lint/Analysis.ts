import { isChannel, type Step, type System, type SystemNode } from "../../simulator/index.ts";
import type { ValuePath } from "../design/index.ts";
import { arrivalRate } from "./analysis/arrivalRate.ts";
import { expandNode } from "./analysis/expandNode.ts";
import { type ChannelNode, type Feed, type FeedReader, feedsOf } from "./analysis/Feed.ts";
import { Links } from "./analysis/Links.ts";
import { MessageFlow } from "./analysis/MessageFlow.ts";
import { WorkTimes } from "./analysis/WorkTimes.ts";
import { type StepVisit, walkSteps } from "./analysis/walkSteps.ts";

/** A handler of a consumer or endpoint. */
export interface HandlerOf {
  node: string;
  /** Message type, "*" for all others, undefined for an endpoint's one handler. */
  message: string | undefined;
  path: ValuePath;
  steps: readonly Step[];
  /** All its steps, whatever the message. */
  visits: readonly StepVisit[];
}

/** Message type under which the own beginnings of a saga flow. */
const OWN_BEGINNING = "*";
const NOTHING: readonly StepVisit[] = [];

/** What all rules need to know of a system, worked out once. */
export class Analysis {
  readonly system: System;
  readonly nodes: readonly (readonly [id: string, node: SystemNode])[];
  readonly links: Links;
  readonly handlers: readonly HandlerOf[];
  readonly feeds: readonly Feed[];
  readonly flow: MessageFlow;
  readonly work: WorkTimes;
  readonly #feedsByChannel = new Map<string, Feed[]>();
  readonly #feedsByReader = new Map<string, Feed[]>();
  readonly #visits = new Map<string, readonly StepVisit[]>();

  constructor(system: System) {
    this.system = system;
    this.nodes = Object.entries(system.nodes);
    this.links = new Links(system);
    this.handlers = this.nodes.flatMap(([id, node]) => this.#handlersOf(id, node));
    for (const [id, node] of this.nodes)
      if (isChannel(node.kind))
        this.#feedsByChannel.set(id, feedsOf(system, this.links, id, node as ChannelNode));
    this.feeds = [...this.#feedsByChannel.values()].flat();
    for (const feed of this.feeds)
      for (const { node } of feed.readers)
        this.#feedsByReader.set(node, [...(this.#feedsByReader.get(node) ?? []), feed]);
    const visitsOf = (service: string, message: string) => this.visitsOf(service, message);
    this.work = new WorkTimes(system, visitsOf);
    const around = { system, links: this.links, feeds: this.#feedsByChannel, visitsOf };
    this.flow = new MessageFlow(expandNode(around), this.#roots());
  }

  /** A node's name on the screen. */
  nameOf(id: string): string {
    return this.system.nodes[id]?.name ?? id;
  }

  /** The feeds of a channel. */
  feedsOf(channel: string): readonly Feed[] {
    return this.#feedsByChannel.get(channel) ?? [];
  }

  /** The feeds that a service reads. */
  feedsRead(service: string): readonly Feed[] {
    return this.#feedsByReader.get(service) ?? [];
  }

  /** Readers of a feed that are consumers. */
  *consumersOf(feed: Feed): Iterable<FeedReader & { consumer: ConsumerNode }> {
    for (const reader of feed.readers) {
      const consumer = this.system.nodes[reader.node];
      if (consumer?.kind === "consumer") yield { ...reader, consumer };
    }
  }

  /** Types that can come to a service out of a feed and that it has a handler for. */
  typesThrough(feed: Feed, service: string): string[] {
    return this.flow
      .of(feed.channel)
      .map((vertex) => vertex.message)
      .filter((message) => {
        const admits = feed.filter?.messages?.includes(message) ?? true;
        return admits && this.visitsOf(service, message).length > 0;
      });
  }

  /** The steps of a service for a message type; none if it has no handler for it. */
  visitsOf(service: string, message: string): readonly StepVisit[] {
    const key = `${service}\0${message}`;
    const known = this.#visits.get(key);
    if (known) return known;
    const node = this.system.nodes[service];
    const handler = node && handlerFor(service, node, message);
    const visits = handler ? walkSteps(this.system, handler.steps, handler.path, message) : NOTHING;
    this.#visits.set(key, visits);
    return visits;
  }

  #handlersOf(id: string, node: SystemNode): HandlerOf[] {
    const of = (message: string | undefined, steps: readonly Step[], path: ValuePath) => ({
      node: id,
      message,
      path,
      steps,
      visits: walkSteps(this.system, steps, path),
    });
    const at: ValuePath = ["system", "nodes", id];
    if (node.kind === "endpoint") return [of(undefined, node.handler, [...at, "handler"])];
    if (node.kind !== "consumer") return [];
    return Object.entries(node.handlers).map(([message, steps]) =>
      of(message, steps, [...at, "handlers", message]),
    );
  }

  #roots(): { node: string; message: string; rate: number }[] {
    return this.nodes.flatMap(([id, node]) => {
      if (node.kind === "saga" && typeof node.begins === "object")
        return [{ node: id, message: OWN_BEGINNING, rate: arrivalRate(node.begins.arrivals) ?? 0 }];
      if (node.kind !== "producer") return [];
      const rate = arrivalRate(node.arrivals) ?? 0;
      const total = Object.values(node.messages).reduce((sum, weight) => sum + weight, 0);
      const roots = Object.entries(node.messages).map(([message, weight]) => ({
        node: id,
        message,
        rate: (rate * weight) / total,
      }));
      const { withdrawals } = node;
      if (!withdrawals) return roots;
      return [
        ...roots,
        { node: id, message: withdrawals.message, rate: rate * withdrawals.probability },
      ];
    });
  }
}

type ConsumerNode = Extract<SystemNode, { kind: "consumer" }>;

function handlerFor(
  id: string,
  node: SystemNode,
  message: string,
): { steps: readonly Step[]; path: ValuePath } | undefined {
  const at: ValuePath = ["system", "nodes", id];
  if (node.kind === "endpoint") return { steps: node.handler, path: [...at, "handler"] };
  if (node.kind !== "consumer") return undefined;
  const name = Object.hasOwn(node.handlers, message) ? message : "*";
  const steps = node.handlers[name];
  return steps && { steps, path: [...at, "handlers", name] };
}
