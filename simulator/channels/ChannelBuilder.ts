import type { Kernel } from "../kernel/Kernel.ts";
import type { Link, System } from "../model/index.ts";
import { BrokerNodes, tenantAt } from "./BrokerNodes.ts";
import { Context } from "./Context.ts";
import { declaredName, isCopy, settingsOfCopy } from "./copies.ts";
import { DEFAULT_SUBSCRIPTION } from "./defaultSubscription.ts";
import type { Feed } from "./Feed.ts";
import { Filter } from "./Filter.ts";
import { Group } from "./Group.ts";
import { confirmLatenciesOf, latenciesOf } from "./latencies.ts";
import { type LinksFrom, linksBySource } from "./linksBySource.ts";
import type { Receiver } from "./Member.ts";
import { MessageTypes } from "./MessageTypes.ts";
import { Mirror } from "./Mirror.ts";
import { makeSubscription } from "./makeSubscription.ts";
import { Port } from "./Port.ts";
import { presentOnly } from "./presentOnly.ts";
import { QueueChannel } from "./QueueChannel.ts";
import { StreamChannel } from "./StreamChannel.ts";
import { sharesMessages } from "./StreamReaders.ts";
import { Subscription } from "./Subscription.ts";
import { sharePorts } from "./sharePorts.ts";
import { type Surroundings, surroundingsIn } from "./surroundings.ts";
import { TopicChannel } from "./TopicChannel.ts";
import { Wire } from "./Wire.ts";

/** Any kind of channel. */
export type AnyChannel = QueueChannel | TopicChannel | StreamChannel;

/** Kinds of links that lead messages into a channel. */
const INTO_CHANNELS: readonly Link["kind"][] = [
  "publish",
  "bind",
  "alternate",
  "dead-letter",
  "retry",
];

/** Builds the channels of a system: wires for its links, ports for the ways in, subscriptions and groups. */
export class ChannelBuilder {
  readonly nodeIds: readonly string[];
  readonly links: readonly (readonly [string, Link])[];
  readonly wires = new Map<string, Wire>();
  readonly ports = new Map<string, Port>();
  readonly queues = new Map<string, QueueChannel>();
  readonly topics = new Map<string, TopicChannel>();
  readonly streams = new Map<string, StreamChannel>();
  /** Feeds of each channel. */
  readonly feeds = new Map<string, Feed[]>();
  readonly context: Context;
  private readonly system: System;
  private readonly linksFrom: LinksFrom;
  private readonly around: (channel: string) => Surroundings;
  private readonly nodeIndex: ReadonlyMap<string, number>;
  private readonly feedByName = new Map<string, Feed>();

  /** @param receiverFor makes the part that is given messages (see `Context`) */
  constructor(
    kernel: Kernel,
    system: System,
    effectCount: number,
    receiverFor: (context: Context) => Receiver,
  ) {
    this.system = system;
    this.nodeIds = Object.keys(system.nodes);
    this.links = Object.entries(system.links);
    this.linksFrom = linksBySource(this.links);
    this.around = surroundingsIn(system, this.linksFrom);
    this.nodeIndex = new Map(this.nodeIds.map((id, index) => [id, index]));
    const types = new MessageTypes(kernel, system, effectCount);
    this.context = new Context(kernel, types, this.nodeIds.length, receiverFor);
    for (const [index, [id, link]] of this.links.entries()) {
      const wire = new Wire(kernel, index, id);
      wire.carry(link.bandwidth);
      this.wires.set(id, wire);
    }
  }

  /** Index of a node, −1 if there is none of this name. */
  indexOf(id: string): number {
    return this.nodeIndex.get(id) ?? -1;
  }

  /** Makes the channel of a node. Returns false when the node is none. */
  make(id: string): boolean {
    const node = this.system.nodes[id];
    const index = this.indexOf(id);
    if (node?.kind === "queue") {
      const queue = new QueueChannel(this.context, id, index, node, this.around(id));
      this.queues.set(id, queue);
      this.addFeed(id, "", queue.subscription);
    } else if (node?.kind === "topic")
      this.topics.set(id, new TopicChannel(this.context, id, index, node));
    else if (node?.kind === "stream")
      this.streams.set(id, new StreamChannel(this.context, id, index, node));
    else return false;
    return true;
  }

  /** Ports of all links that lead into a channel, declared subscriptions, and the ways out of topics. */
  connect(): void {
    for (const [id, link] of this.links) {
      const channel = this.channel(link.target);
      if (channel === undefined || !INTO_CHANNELS.includes(link.kind)) continue;
      const port = new Port(
        this.context,
        channel,
        this.wires.get(id)!,
        this.indexOf(link.source),
        link.kind === "dead-letter",
      );
      port.configure(latenciesOf(this.system, link), confirmLatenciesOf(this.system, link));
      this.ports.set(id, port);
    }
    for (const [id, node] of Object.entries(this.system.nodes)) {
      if (node.kind !== "topic" && node.kind !== "stream") continue;
      for (const [name, { assign }] of Object.entries(node.subscriptions))
        if (assign.mode !== "broadcast") this.feedOf(id, name);
    }
    for (const [id, link] of this.links) {
      this.connectTopic(id, link);
      if (link.kind === "mirror") this.connectMirror(id, link);
    }
    this.placeOnBrokers();
    sharePorts(this.context, this.system, this.ports);
  }

  /** The subscription of a queue or topic, or the group of a stream, of a name; made when it is first asked for. */
  feedOf(channel: string, name: string): Feed {
    const known = this.feedByName.get(`${channel}\0${name}`) ?? this.feedByName.get(`${channel}\0`);
    if (known !== undefined) return known;
    const node = this.system.nodes[channel]!;
    const declared =
      ("subscriptions" in node ? node.subscriptions[declaredName(name)] : undefined) ??
      DEFAULT_SUBSCRIPTION;
    const settings = isCopy(name) ? settingsOfCopy(declared) : declared;
    const id = `${channel}/${name}`;
    const index = this.indexOf(channel);
    const filter = settings.filter && new Filter(this.context, settings.filter, id);
    if (node.kind === "stream") return this.readerOf(channel, name, settings, filter);
    const subscription = makeSubscription(this.context, id, index, settings, this.around(channel));
    this.topics.get(channel)!.bind({
      port: undefined,
      subscription,
      keys: undefined,
      filter: presentOnly(subscription, settings, filter),
    });
    return this.addFeed(channel, name, subscription);
  }

  /** S1, S19. A group of a stream that shares partitions, or single messages. */
  private readerOf(
    channel: string,
    name: string,
    settings: typeof DEFAULT_SUBSCRIPTION,
    filter: Filter | undefined,
  ): Feed {
    const id = `${channel}/${name}`;
    const index = this.indexOf(channel);
    const stream = this.streams.get(channel)!;
    if (sharesMessages(settings)) {
      const around = this.around(channel);
      const subscription = makeSubscription(this.context, id, index, settings, around);
      const { joinsAt = 0, start } = settings.cursor;
      const present = presentOnly(subscription, settings, filter);
      stream.shares.add(subscription, present, start === "earliest" ? 0 : joinsAt);
      return this.addFeed(channel, name, subscription);
    }
    // As the stream is by now: partitions may have come to it.
    const group = new Group(this.context, id, index, stream.settings, settings);
    const { joinsAt = 0, start } = settings.cursor;
    const present = presentOnly(group, settings, filter);
    stream.groups.push({ group, filter: present, joinsAt, start, isReading: false });
    return this.addFeed(channel, name, group);
  }

  /**
   * All members have joined: leads dead letters along their links, and sees which channels only store.
   * @param horizon the time after which nothing new is produced
   * @param replayed streams that somebody will read again from the start
   */
  settle(replayed: ReadonlySet<string>, horizon: number): void {
    for (const feeds of this.feeds.values()) {
      for (const feed of feeds) if (feed instanceof Subscription) feed.settle();
    }
    for (const stream of this.streams.values()) stream.settle(replayed.has(stream.id), horizon);
    for (const [channel, feeds] of this.feeds)
      for (const feed of feeds) this.leadDeadLetters(channel, feed);
  }

  /** D32. A copy for an instance that has come in mid-run. */
  settleLate(channel: string, feed: Feed): void {
    if (feed instanceof Subscription) feed.settle();
    else if (feed instanceof Group) this.streams.get(channel)?.starts.beginLate(feed);
    this.leadDeadLetters(channel, feed);
  }

  private leadDeadLetters(channel: string, feed: Feed): void {
    if (!(feed instanceof Subscription || feed instanceof Group)) return;
    for (const [id, link] of this.linksFrom.get(channel) ?? []) {
      if (link.kind !== "dead-letter") continue;
      const { subscription } = link;
      if (subscription === undefined || declaredName(feed.id) === `${channel}/${subscription}`)
        feed.deadLetterPort = this.ports.get(id);
    }
  }

  /** B1, B7. Channels of brokers with several nodes stand on these, one after the other. */
  private placeOnBrokers(): void {
    for (const [id, broker] of Object.entries(this.system.nodes)) {
      if (broker.kind !== "broker") continue;
      const nodes = new BrokerNodes(this.context, id, this.context.brokers.length, broker);
      this.context.brokers.push(nodes);
      let next = 0;
      for (const [channel, node] of Object.entries(this.system.nodes)) {
        if (!("broker" in node) || node.broker !== id) continue;
        const stream = this.streams.get(channel);
        const housed = this.queues.get(channel) ?? this.topics.get(channel);
        if (stream !== undefined) nodes.streams.push(stream.replicate(nodes, next));
        else if (housed !== undefined) nodes.tenants.push(tenantAt(next % broker.nodes, housed));
        if (nodes.memory !== undefined) this.queues.get(channel)?.countIn(nodes.memory);
        next++;
      }
    }
  }

  private channel(id: string): AnyChannel | undefined {
    return this.queues.get(id) ?? this.topics.get(id) ?? this.streams.get(id);
  }

  private addFeed(channel: string, name: string, feed: Feed): Feed {
    const list = this.feeds.get(channel) ?? [];
    list.push(feed);
    this.feeds.set(channel, list);
    this.feedByName.set(`${channel}\0${name}`, feed);
    return feed;
  }

  private connectMirror(id: string, link: Extract<Link, { kind: "mirror" }>): void {
    const source = this.streams.get(link.source)!.asMirrorEnd;
    const target = this.streams.get(link.target)!.asMirrorEnd;
    const mirror = new Mirror(this.context, { source, target, wire: this.wires.get(id)! }, link);
    mirror.configure([link.lag, ...latenciesOf(this.system, link)]);
  }

  private connectTopic(id: string, link: Link): void {
    const topic = this.topics.get(link.source);
    const port = this.ports.get(id);
    if (topic === undefined) return;
    if (link.kind === "bind") {
      const filter = link.filter && new Filter(this.context, link.filter, id);
      topic.bind({ port, subscription: undefined, keys: link.keys, filter });
    } else if (link.kind === "alternate") topic.alternate = port;
  }
}
