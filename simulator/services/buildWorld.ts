import type { Channel } from "../channels/Channel.ts";
import { type Context, Losses } from "../channels/Context.ts";
import { Entries } from "../channels/Entries.ts";
import type { Feed } from "../channels/Feed.ts";
import { Filter } from "../channels/Filter.ts";
import { Group } from "../channels/Group.ts";
import { Member } from "../channels/Member.ts";
import { COMPENSATION } from "../channels/Messages.ts";
import { MessageTypes } from "../channels/MessageTypes.ts";
import { Port } from "../channels/Port.ts";
import { QueueChannel } from "../channels/QueueChannel.ts";
import { StreamChannel } from "../channels/StreamChannel.ts";
import { Subscription } from "../channels/Subscription.ts";
import { TopicChannel } from "../channels/TopicChannel.ts";
import { Wire } from "../channels/Wire.ts";
import type { Kernel } from "../kernel/Kernel.ts";
import { lawOf } from "../kernel/lawOf.ts";
import {
  type Consumer,
  type Link,
  type Step,
  Subscription as SubscriptionModel,
  type System,
  type TimeDistribution,
} from "../model/index.ts";
import { Calls } from "./Calls.ts";
import { compileHandler, effectsOf, type Surroundings } from "./compileHandlers.ts";
import { Handling } from "./Handling.ts";
import { Instance } from "./Instance.ts";
import { Lifecycle } from "./Lifecycle.ts";
import { Producer } from "./Producer.ts";
import { END, FAIL_BY_CHANCE, FAILURE_KINDS } from "./Program.ts";
import { Server } from "./Server.ts";
import { Service } from "./Service.ts";
import type { AnyChannel, World } from "./World.ts";

/** Settings of a subscription that the system does not declare: those of an empty declaration. */
const DEFAULT_SUBSCRIPTION = SubscriptionModel.parse({});

/** Builds all parts of a run from a system. `horizon` is the time after which nothing new is produced. */
export function buildWorld(kernel: Kernel, system: System, horizon: number): World {
  return new WorldBuilder(kernel, system, horizon).build();
}

class WorldBuilder {
  private readonly kernel: Kernel;
  private readonly system: System;
  private readonly horizon: number;
  private readonly nodeIds: readonly string[];
  private readonly links: readonly (readonly [string, Link])[];
  private readonly wires = new Map<string, Wire>();
  private readonly ports = new Map<string, Port>();
  private readonly queues = new Map<string, QueueChannel>();
  private readonly topics = new Map<string, TopicChannel>();
  private readonly streams = new Map<string, StreamChannel>();
  private readonly producers = new Map<string, Producer>();
  private readonly services = new Map<string, Service>();
  private readonly servers = new Map<string, Server>();
  private readonly feeds = new Map<string, Feed[]>();
  private readonly feedByName = new Map<string, Feed>();
  private readonly effectNames: readonly string[];
  private readonly context: Context;
  private readonly handling: Handling;
  private readonly calls: Calls;

  constructor(kernel: Kernel, system: System, horizon: number) {
    this.kernel = kernel;
    this.system = system;
    this.horizon = horizon;
    this.nodeIds = Object.keys(system.nodes);
    this.links = Object.entries(system.links);
    this.effectNames = effectNamesOf(system);
    const types = new MessageTypes(kernel, system, this.effectNames.length);
    const context = {
      kernel,
      messages: types.messages,
      entries: new Entries(),
      types,
      losses: new Losses(kernel, this.nodeIds.length),
      ports: [],
      subscriptions: [],
      channels: [],
    };
    // The receiver needs the context and the context the receiver: it is put in at once, before anything runs.
    this.context = context as unknown as Context;
    this.handling = new Handling(this.context, this.effectNames);
    Object.assign(context, { receiver: this.handling });
    this.calls = new Calls(this.context, this.handling);
  }

  build(): World {
    for (const [index, [id]] of this.links.entries()) this.wires.set(id, new Wire(this.kernel, index, id));
    this.makeNodes();
    this.makePorts();
    this.subscribe();
    for (const service of this.services.values()) compileService(this, service);
    const world: World = {
      system: this.system,
      context: this.context,
      handling: this.handling,
      lifecycle: new Lifecycle(this.context, this.handling),
      calls: this.calls,
      nodeIds: this.nodeIds,
      linkIds: this.links.map(([id]) => id),
      wires: this.wires,
      ports: this.ports,
      queues: this.queues,
      topics: this.topics,
      streams: this.streams,
      producers: this.producers,
      services: this.services,
      servers: this.servers,
      feeds: this.feeds,
      reconfigureService: (id, settings) => this.reconfigureService(id, settings),
    };
    this.connectRoots();
    return world;
  }

  private makeNodes(): void {
    const { context } = this;
    Object.entries(this.system.nodes).forEach(([id, node], index) => {
      if (node.kind === "queue") {
        const queue = new QueueChannel(context, id, index, node);
        this.queues.set(id, queue);
        this.addFeed(id, "", queue.subscription);
      } else if (node.kind === "topic")
        this.topics.set(id, new TopicChannel(context, id, index, node));
      else if (node.kind === "stream")
        this.streams.set(id, new StreamChannel(context, id, index, node));
      else if (node.kind === "producer")
        this.producers.set(
          id,
          new Producer(context, id, this.producers.size, index, node, this.horizon),
        );
      else if (node.kind === "consumer") this.makeService(id, index, node);
      else if (node.kind === "dependency" || node.kind === "database") {
        const server = new Server(context, this.calls.requests, id, this.servers.size, index, node);
        this.servers.set(id, server);
        this.calls.servers.push(server);
      }
    });
  }

  private makeService(
    id: string,
    node: number,
    settings: Extract<System["nodes"][string], { kind: "consumer" }>,
  ): void {
    const service = new Service(this.kernel, id, this.services.size, node, settings);
    this.services.set(id, service);
    this.handling.services.push(service);
    for (let number = 0; number < settings.instances; number++) this.addInstance(service, number);
  }

  private addInstance(service: Service, number: number): void {
    const { instances, deliveries } = this.handling;
    const instance = new Instance(
      instances.length,
      service,
      number,
      deliveries,
      this.kernel.probe.gauges.open(),
    );
    instances.push(instance);
    service.instances.push(instance);
  }

  private addFeed(channel: string, name: string, feed: Feed): void {
    const list = this.feeds.get(channel) ?? [];
    list.push(feed);
    this.feeds.set(channel, list);
    this.feedByName.set(`${channel}\0${name}`, feed);
  }

  private channel(id: string): Channel & AnyChannel {
    return (this.queues.get(id) ?? this.topics.get(id) ?? this.streams.get(id))!;
  }

  /** Ports of all links that lead into a channel, declared subscriptions, and the ways out of topics. */
  private makePorts(): void {
    for (const [id, link] of this.links) {
      if (!["publish", "bind", "alternate", "dead-letter", "retry"].includes(link.kind)) continue;
      const port = new Port(
        this.context,
        this.channel(link.target),
        this.wires.get(id)!,
        this.nodeIds.indexOf(link.source),
        link.kind === "dead-letter",
      );
      port.configure(latenciesOf(this.system, link));
      this.ports.set(id, port);
    }
    for (const [id, node] of Object.entries(this.system.nodes)) {
      if (node.kind === "topic" || node.kind === "stream")
        for (const name of Object.keys(node.subscriptions)) this.feedOf(id, name);
    }
    for (const [id, link] of this.links) this.connectPort(id, link);
  }

  private connectPort(id: string, link: Link): void {
    const port = this.ports.get(id);
    if (link.kind === "publish") this.connectProducer(link, port!);
    else if (link.kind === "bind") {
      const filter = link.filter && new Filter(this.context, link.filter, id);
      this.topics
        .get(link.source)
        ?.bind({ port, subscription: undefined, keys: link.keys, filter });
    } else if (link.kind === "alternate") {
      const topic = this.topics.get(link.source);
      if (topic) topic.alternate = port;
    } else if (link.kind === "retry")
      this.services.get(link.source)?.retryPorts.set(link.attempt ?? 0, port!);
  }

  private connectProducer(link: Extract<Link, { kind: "publish" }>, port: Port): void {
    const producer = this.producers.get(link.source);
    if (producer === undefined) return;
    this.context.types.names.forEach((name, type) => {
      producer.ports[type] ??= [];
      if (link.messages === undefined || link.messages.includes(name))
        producer.ports[type]!.push(port);
    });
  }

  /** The subscription of a topic, or the group of a stream, of a name; made when it is first asked for. */
  private feedOf(channel: string, name: string): Feed {
    const known = this.feedByName.get(`${channel}\0${name}`) ?? this.feedByName.get(`${channel}\0`);
    if (known !== undefined) return known;
    const node = this.system.nodes[channel]!;
    const settings =
      ("subscriptions" in node ? node.subscriptions[name] : undefined) ?? DEFAULT_SUBSCRIPTION;
    const id = `${channel}/${name}`;
    const index = this.nodeIds.indexOf(channel);
    const filter = settings.filter && new Filter(this.context, settings.filter, id);
    if (node.kind === "stream") {
      const group = new Group(this.context, id, index, node, settings);
      this.streams.get(channel)!.groups.push({ group, filter });
      this.addFeed(channel, name, group);
      return group;
    }
    const subscription = new Subscription(this.context, id, index, settings);
    this.topics.get(channel)!.bind({ port: undefined, subscription, keys: undefined, filter });
    this.addFeed(channel, name, subscription);
    return subscription;
  }

  /** Makes the instances of consumers members of what they subscribe to, and leads dead letters away. */
  private subscribe(): void {
    for (const [id, link] of this.links) {
      const service = link.kind === "subscribe" ? this.services.get(link.target) : undefined;
      if (link.kind !== "subscribe" || service === undefined) continue;
      const feed = this.feedOf(link.source, link.subscription ?? link.target);
      for (const instance of service.instances)
        this.join(feed, service, instance, this.wires.get(id)!, link);
      if (feed instanceof Group) {
        feed.commitEvery = service.settings.commit?.every ?? 1;
        feed.assign();
      }
    }
    for (const [id, link] of this.links)
      if (link.kind === "dead-letter") this.leadDeadLetters(link, this.ports.get(id)!);
  }

  private join(
    feed: Feed,
    service: Service,
    instance: Instance,
    wire: Wire,
    link: Extract<Link, { kind: "subscribe" }>,
  ): void {
    const member = new Member(
      this.handling.members.length,
      feed,
      instance.index,
      wire,
      service.figures.responseTimes,
    );
    member.prefetch = feed instanceof Group ? service.concurrency : service.prefetch;
    const settings = deliverySettings(this.system, link);
    member.deliveryDelay = this.delay([link.latency, settings.deliveryLatency]);
    member.ackDelay = this.delay([link.latency, settings.ackLatency]);
    feed.members.push(member);
    instance.members.push(member);
    this.handling.members.push(member);
    member.refresh();
  }

  /** A delay that is the sum of laws, −1 when it takes no time. */
  private delay(latencies: readonly (TimeDistribution | undefined)[]): number {
    const { delays } = this.kernel;
    const delay = delays.compile({
      kind: "sum",
      of: latencies.map((latency) => lawOf(latency ?? 0)),
    });
    return delays.isZero(delay) ? -1 : delay;
  }

  private leadDeadLetters(link: Extract<Link, { kind: "dead-letter" }>, port: Port): void {
    const service = this.services.get(link.source);
    if (service !== undefined) service.deadLetterPort = port;
    for (const feed of this.feeds.get(link.source) ?? []) {
      const isMeant =
        link.subscription === undefined || feed.id === `${link.source}/${link.subscription}`;
      if (isMeant && (feed instanceof Subscription || feed instanceof Group))
        feed.deadLetterPort = port;
    }
  }

  /** What runs keeps the handler that it began with; instances that are too many leave when they have finished. */
  private reconfigureService(id: string, settings: Consumer): void {
    const service = this.services.get(id);
    if (service === undefined) return;
    service.configure(settings);
    compileService(this, service);
    this.setInstances(service, settings.instances);
    for (const instance of service.instances) {
      for (const member of instance.members) {
        member.prefetch =
          member.subscription instanceof Group ? service.concurrency : service.prefetch;
        member.refresh();
      }
      this.handling.fillSlots(instance);
      for (const member of instance.members) member.subscription.serve(member);
    }
  }

  /** Adds instances, or lets the last ones go. */
  private setInstances(service: Service, count: number): void {
    service.instances.forEach((instance, number) => {
      instance.isLeaving = number >= count;
      instance.refreshMembers();
    });
    const first = service.instances.length;
    for (let number = first; number < count; number++) this.addInstance(service, number);
    for (const [id, link] of this.links) {
      if (link.kind !== "subscribe" || link.target !== service.id) continue;
      const feed = this.feedOf(link.source, link.subscription ?? link.target);
      for (const instance of service.instances.slice(first))
        this.join(feed, service, instance, this.wires.get(id)!, link);
      if (feed instanceof Group) feed.assign();
    }
  }

  private connectRoots(): void {
    const producerOf = this.nodeIds.map((id) => this.producers.get(id));
    const { messages } = this.context;
    const { effects } = this.handling.interpreter;
    messages.listener = {
      rootEnded: (root) => {
        effects.rootEnded(root);
        producerOf[messages.sourceOf(root)]?.rootEnded(root);
      },
    };
  }

  /** What the handlers of a service are compiled in. */
  surroundings(service: Service): Surroundings {
    const { interpreter, program } = this.handling;
    return {
      context: this.context,
      program,
      effect: (name) => this.effectNames.indexOf(name),
      condition: (test) => interpreter.conditions.push(test) - 1,
      publication: (step) =>
        interpreter.publications.push({
          type: this.context.types.indexOf(step.message),
          port: this.publicationPort(service.id, step),
          probability: step.probability,
          count: this.kernel.laws.compile(lawOf(step.count)),
          startsRoot: step.newRoot,
          marks: step.undoes === undefined ? 0 : COMPENSATION,
        }) - 1,
      call: (step) => this.compileCall(service, step),
    };
  }

  private publicationPort(service: string, step: Extract<Step, { do: "publish" }>): Port {
    const source = typeof step.via === "object" ? step.via.outbox : service;
    const [id] = this.links.find(
      ([, link]) =>
        link.kind === "publish" &&
        link.source === source &&
        (step.to === undefined || link.target === step.to),
    ) ?? [""];
    return this.ports.get(id)!;
  }

  private compileCall(
    service: Service,
    step: Extract<Step, { do: "call" | "read" | "write" }>,
  ): number {
    const target = step.do === "read" ? step.from : step.to;
    const server = this.servers.get(target);
    if (server === undefined) return -1;
    const [id, link] = this.links.find(
      ([, each]) =>
        each.source === service.id &&
        each.target === target &&
        ["call", "read", "write"].includes(each.kind),
    )!;
    const effects = [step.effect, step.undoes].flatMap((name, i) =>
      name === undefined
        ? []
        : [i === 0 ? this.effectNames.indexOf(name) : -1 - this.effectNames.indexOf(name)],
    );
    const node = this.system.nodes[target];
    const isIdempotent =
      step.do === "call" &&
      step.idempotencyKey !== undefined &&
      node?.kind === "dependency" &&
      node.idempotency !== undefined;
    return this.calls.compile(
      step,
      server,
      this.wires.get(id)!,
      this.delay([link.latency]),
      effects,
      isIdempotent,
      this.kernel.stream(service.id, `backoff of calls to ${target}`),
    );
  }

  get effects(): readonly string[] {
    return this.effectNames;
  }
}

/** Compiles the handlers of a service; what runs keeps the handler that it began with. */
function compileService(builder: WorldBuilder, service: Service): void {
  const around = builder.surroundings(service);
  const { program } = around;
  service.failAddresses = program.here;
  const always = program.number(1);
  FAILURE_KINDS.forEach((_, kind) => {
    program.emit(FAIL_BY_CHANCE, always, kind);
  });
  service.endAddress = program.emit(END);
  const { handlers } = service.settings;
  const others = handlers["*"];
  const fallback = others === undefined ? service.endAddress : compileHandler(around, others);
  service.handlers = Int32Array.from(around.context.types.names, (name) => {
    const steps = handlers[name];
    return steps === undefined ? fallback : compileHandler(around, steps);
  });
}

function effectNamesOf(system: System): string[] {
  const names = new Set<string>();
  for (const node of Object.values(system.nodes)) {
    if (node.kind !== "consumer") continue;
    for (const steps of Object.values(node.handlers))
      for (const name of effectsOf(steps)) names.add(name);
  }
  return [...names];
}

/** Latencies of a crossing of a link into a channel. */
export function latenciesOf(system: System, link: Link): (TimeDistribution | undefined)[] {
  const target = system.nodes[link.target];
  return [
    link.latency,
    target !== undefined &&
    "latency" in target &&
    target.kind !== "dependency" &&
    target.kind !== "zone"
      ? target.latency
      : undefined,
  ];
}

function deliverySettings(
  system: System,
  link: Extract<Link, { kind: "subscribe" }>,
): { deliveryLatency: TimeDistribution; ackLatency?: TimeDistribution } {
  const node = system.nodes[link.source]!;
  if (node.kind === "queue") return node;
  return (
    ("subscriptions" in node ? node.subscriptions[link.subscription ?? link.target] : undefined) ??
    DEFAULT_SUBSCRIPTION
  );
}
