import type { Context } from "../channels/Context.ts";
import { Member } from "../channels/Member.ts";
import { Scheduled } from "../channels/Scheduled.ts";
import { Subscription } from "../channels/Subscription.ts";
import { Wire } from "../channels/Wire.ts";
import { versionConflicts } from "../contracts/index.ts";
import { lawOf } from "../kernel/lawOf.ts";
import type {
  Consumer,
  Database,
  Dependency,
  Endpoint as EndpointModel,
  Link,
  System,
} from "../model/index.ts";
import { zoneLatency } from "../model/network.ts";
import { asConsumer, HIDDEN_CONSUMER } from "./asConsumer.ts";
import { BrokerTransactions } from "./BrokerTransactions.ts";
import type { Calls } from "./Calls.ts";
import { Contracts, type RegistryRules } from "./Contracts.ts";
import { compileCall } from "./compileCall.ts";
import { compileService } from "./compileService.ts";
import { Endpoint } from "./Endpoint.ts";
import { allSteps, handlersOf } from "./effectNames.ts";
import { SERVICE_EVENT } from "./eventKinds.ts";
import type { Handling } from "./Handling.ts";
import { Inbox } from "./Inbox.ts";
import type { Instance } from "./Instance.ts";
import { Outbox } from "./Outbox.ts";
import type { Producer } from "./Producer.ts";
import { CALL, END } from "./Program.ts";
import type { Publisher } from "./Publisher.ts";
import { Publishing } from "./Publishing.ts";
import { Server } from "./Server.ts";
import type { Service } from "./Service.ts";
import { Store } from "./Store.ts";
import { Transactions } from "./Transactions.ts";
import { Users, type Way } from "./Users.ts";
import { Waits } from "./Waits.ts";
import type { World } from "./World.ts";

/** What this builder needs of the one that builds the rest. */
export interface PartsHost {
  readonly context: Context;
  readonly handling: Handling;
  readonly calls: Calls;
  readonly system: System;
  addPublisher(id: string, node: number, settings: Consumer["publisher"]): Publisher;
  addService(id: string, node: number, settings: Consumer, isHidden: boolean): Service;
}

/** Builds endpoints and their callers, databases with what they hold, waits, and what else services work with. */
export class PartsBuilder {
  readonly endpoints = new Map<string, Endpoint>();
  readonly endpointList: (Endpoint | undefined)[] = [];
  readonly users = new Map<string, Users>();
  readonly hidden: Service[] = [];
  readonly servers = new Map<string, Server>();
  readonly outboxes = new Map<string, Outbox>();
  readonly stores = new Map<string, Store>();
  readonly transactions = new Transactions();
  readonly publishing: Publishing;
  readonly brokerTransactions: BrokerTransactions;
  readonly scheduled: Scheduled;
  readonly waitList: Waits[] = [];
  private readonly host: PartsHost;
  private readonly inner: Wire;

  constructor(host: PartsHost) {
    this.host = host;
    const { context, handling } = host;
    this.publishing = new Publishing(context);
    this.brokerTransactions = new BrokerTransactions(context, handling, this.publishing);
    this.scheduled = new Scheduled(context.kernel, context.messages, SERVICE_EVENT.scheduledDue);
    this.inner = new Wire(context.kernel, -1, "");
  }

  /** An endpoint is a service whose requests come through an inbox. */
  makeEndpoint(id: string, node: number, settings: EndpointModel): void {
    const { context, calls, handling } = this.host;
    const service = this.host.addService(id, node, asConsumer(settings), false);
    const endpoint = new Endpoint(context, calls, handling.deliveries, service, settings);
    this.endpoints.set(id, endpoint);
    this.endpointList[service.index] = endpoint;
    for (const instance of service.instances) this.joinInbox(instance);
  }

  makeServer(id: string, node: number, settings: Dependency | Database): void {
    const { context, calls } = this.host;
    const server = new Server(context, calls.requests, id, this.servers.size, node, settings);
    this.servers.set(id, server);
    if (settings.kind !== "database") return;
    const store = new Store(context, settings);
    this.stores.set(id, store);
    if (settings.outbox === undefined) return;
    const publisher = this.host.addPublisher(`${id}/relay`, node, settings.outbox.publisher);
    this.outboxes.set(id, new Outbox(context, id, this.outboxes.size, settings, publisher));
  }

  /** All nodes have been made: who asks, who projects, and which versions there are. */
  finish(producers: Iterable<Producer>, services: Iterable<Service>): void {
    const links = Object.values(this.host.system.links);
    const callers = new Set(links.flatMap(({ kind, source }) => (kind === "call" ? [source] : [])));
    for (const producer of producers)
      if (callers.has(producer.id)) this.makeUsers(producer, producer.node);
    this.connectStores();
    this.makeContracts(services);
  }

  /** Read models learn of the writes of their source. */
  private connectStores(): void {
    for (const [id, store] of this.stores) {
      const node = this.host.system.nodes[id];
      const of = node?.kind === "database" ? node.readModel?.of : undefined;
      const source = of === undefined ? undefined : this.stores.get(of);
      if (source !== undefined) store.project(source);
    }
  }

  /** An instance takes what comes to its service otherwise than through a channel. */
  joinInbox(instance: Instance): void {
    const { inbox, figures, concurrency } = instance.service;
    if (inbox === undefined) return;
    const { members } = this.host.handling;
    const member = new Member(members.length, inbox, instance, this.inner, figures);
    member.prefetch = concurrency;
    inbox.members.push(member);
    if (!instance.service.feeds.includes(inbox)) instance.service.feeds.push(inbox);
    instance.members.push(member);
    members.push(member);
    instance.refreshMembers();
  }

  /** The users behind a producer, where a call link leads from it. */
  private makeUsers(producer: Producer, node: number): void {
    const { system, context } = this.host;
    const model = system.nodes[producer.id];
    if (model?.kind !== "producer") return;
    const service = this.addHidden(producer.id, node, HIDDEN_CONSUMER);
    const users = new Users(context, service, model.call);
    for (const instance of service.instances) this.joinInbox(instance);
    this.users.set(producer.id, users);
    producer.users = users;
    users.onEnd = () => producer.answered();
  }

  /** An outside service that is subscribed to a channel is called with each message of it. */
  makePushed(link: Extract<Link, { kind: "subscribe" }>, node: number): Service {
    const source = this.host.system.nodes[link.source]!;
    const delivery =
      source.kind === "queue"
        ? source
        : "subscriptions" in source
          ? source.subscriptions[link.subscription ?? link.target]
          : undefined;
    const backoff = delivery?.redeliver.delay ?? { kind: "none" };
    return this.addHidden(link.source, node, {
      ...HIDDEN_CONSUMER,
      retry: {
        ...HIDDEN_CONSUMER.retry,
        attempts: "unlimited",
        backoff,
        on: ["transient", "permanent", "timeout"],
      },
    });
  }

  /** The handlers of hidden services: the calls of users, and of channels that push. */
  compileHidden(world: World): void {
    for (const service of this.hidden) compileService(world, service);
    for (const [id, users] of this.users) users.ways = waysOf(world, id, users);
    for (const { source, target, kind } of Object.values(world.system.links)) {
      if (kind !== "subscribe" || world.system.nodes[target]?.kind !== "dependency") continue;
      const node = world.nodeIds.indexOf(target);
      const service = this.hidden.find((each) => each.id === source && each.node === node);
      if (service === undefined) continue;
      const call = compileCall(world, service, target, "call", undefined);
      const { program } = world.handling;
      const address = program.here;
      if (call >= 0) program.emit(CALL, call);
      program.emit(END);
      service.handlers = program.table(world.context.types.names.map(() => address));
    }
  }

  /** Who asks a service for what it waits for; made when it is first asked for. */
  waitsOf(service: Service): Waits {
    if (service.waits !== undefined) return service.waits;
    const { context, handling } = this.host;
    const waits = new Waits(context, handling, service, this.waitList.length);
    this.waitList.push(waits);
    service.waits = waits;
    if (service.inbox !== undefined) return waits;
    service.inbox = new Inbox(context, `${service.id}/waits`, service.node, waits);
    for (const instance of service.instances) this.joinInbox(instance);
    return waits;
  }

  /** W4. Replies go straight to those who wait for them. */
  connectReplies(world: World): void {
    for (const [id, node] of Object.entries(world.system.nodes)) {
      const service = world.services.get(id);
      if (service?.waits === undefined) continue;
      const channels = repliesOf(node);
      for (const { subscription } of service.instances.flatMap(({ members }) => members)) {
        const channel = world.nodeIds[subscription.node];
        if (subscription instanceof Subscription && channel !== undefined && channels.has(channel))
          subscription.receiver = service.waits;
      }
    }
  }

  /** Versions matter where a service says which it reads or writes, or a deploy is to change them. */
  private makeContracts(services: Iterable<Service>): void {
    const { system, context } = this.host;
    const refused = refusedVersions(context, system);
    if (!Object.values(system.messageTypes).some(({ versions }) => versions !== undefined)) return;
    for (const service of services) {
      const rules: RegistryRules = { refused, lookups: lookupsOf(context, system, service.id) };
      service.looksUp = rules.lookups.size > 0;
      service.contracts = new Contracts(context.types, service.settings, rules);
    }
  }

  private addHidden(id: string, node: number, settings: Consumer): Service {
    const service = this.host.addService(id, node, settings, true);
    this.hidden.push(service);
    return service;
  }
}

function waysOf(world: World, id: string, users: Users): Way[] {
  const { types } = world.context;
  const { program } = world.handling;
  return Object.values(world.system.links).flatMap((link): Way[] => {
    if (link.kind !== "call" || link.source !== id) return [];
    const call = compileCall(world, users.service, link.target, "call", users.policy);
    const address = program.here;
    if (call >= 0) program.emit(CALL, call);
    program.emit(END);
    const names = link.messages;
    return [
      { address, takes: (type) => names === undefined || names.includes(types.names[type]!) },
    ];
  });
}

/** Channels whose messages a node's handlers wait for as replies. */
function repliesOf(node: System["nodes"][string]): Set<string> {
  return new Set(
    handlersOf(node)
      .flatMap(allSteps)
      .flatMap((step) => (step.do === "await" && step.from !== undefined ? [step.from] : [])),
  );
}

/** V4. Types and versions that a registry which guards them does not accept. */
function refusedVersions({ types }: Context, system: System): Set<string> {
  const refused = new Set<string>();
  for (const node of Object.values(system.nodes)) {
    if (node.kind !== "registry") continue;
    for (const name of node.guards) {
      const versions = system.messageTypes[name]?.versions ?? {};
      for (const version of Object.keys(versions))
        if (versionConflicts(versions, version, node.compatibility).length > 0)
          refused.add(`${types.indexOf(name)} ${version}`);
    }
  }
  return refused;
}

/** V5. How long the look-up of a type's versions takes for a service, the way there and back included. */
function lookupsOf(
  { types, kernel }: Context,
  system: System,
  service: string,
): Map<number, number> {
  return new Map(
    Object.entries(system.nodes).flatMap(([id, node]) => {
      if (node.kind !== "registry" || node.lookup === undefined) return [];
      const ways = [zoneLatency(system, service, id), zoneLatency(system, id, service)];
      const of = [node.lookup, ...ways].map((latency) => lawOf(latency ?? 0));
      const delay = kernel.delays.share({ kind: "sum", of });
      return node.guards.map((name): [number, number] => [types.indexOf(name), delay]);
    }),
  );
}
