import { ChannelBuilder } from "../channels/ChannelBuilder.ts";
import type { Kernel } from "../kernel/Kernel.ts";
import type { Consumer, System } from "../model/index.ts";
import { Autoscaler } from "./Autoscaler.ts";
import { compileOrchestrators, makeSaga } from "./buildSagas.ts";
import { Calls } from "./Calls.ts";
import { ConfirmWaits } from "./ConfirmWaits.ts";
import { compileSaga } from "./compileSaga.ts";
import { compileService } from "./compileService.ts";
import { connectPorts } from "./connectPorts.ts";
import { connectRoots } from "./connectRoots.ts";
import { effectNamesOf } from "./effectNames.ts";
import { FaultsInForce } from "./FaultsInForce.ts";
import { HandlersAhead } from "./HandlersAhead.ts";
import { Handling } from "./Handling.ts";
import { Instance } from "./Instance.ts";
import { Lifecycle } from "./Lifecycle.ts";
import { PartsBuilder } from "./PartsBuilder.ts";
import { Producer } from "./Producer.ts";
import { Publisher } from "./Publisher.ts";
import { Saga } from "./Saga.ts";
import type { SagaRun } from "./SagaRun.ts";
import { Service } from "./Service.ts";
import { Subscriptions } from "./Subscriptions.ts";
import { standbyLinksOf } from "./standbyLinks.ts";
import { type Staff, World } from "./World.ts";
import { watchDeadLetters } from "./watchDeadLetters.ts";
import { watchResponses } from "./watchResponses.ts";
import { watchWithdrawals } from "./watchWithdrawals.ts";

/**
 * Builds all parts of a run from a system.
 * @param horizon the time after which nothing new is produced
 * @param replayed streams that somebody will read again from the start
 */
export function buildWorld(
  kernel: Kernel,
  system: System,
  horizon: number,
  replayed: ReadonlySet<string>,
): World {
  return new WorldBuilder(kernel, system, horizon).build(replayed);
}

class WorldBuilder implements Staff {
  private readonly kernel: Kernel;
  private readonly system: System;
  private readonly horizon: number;
  private readonly effectNames: readonly string[];
  private readonly channels: ChannelBuilder;
  private readonly handling: Handling;
  private readonly calls: Calls;
  private readonly confirmWaits: ConfirmWaits;
  private readonly sagas = new Map<string, SagaRun>();
  private readonly publishers: Publisher[] = [];
  private readonly producers = new Map<string, Producer>();
  private readonly services = new Map<string, Service>();
  private serviceCount = 0;
  private readonly parts: PartsBuilder;
  private readonly subscriptions: Subscriptions;

  constructor(kernel: Kernel, system: System, horizon: number) {
    this.kernel = kernel;
    this.system = system;
    this.horizon = horizon;
    this.effectNames = effectNamesOf(system);
    let handling: Handling | undefined;
    this.channels = new ChannelBuilder(kernel, system, this.effectNames.length, (context) => {
      handling = new Handling(context, this.effectNames);
      return handling;
    });
    if (handling === undefined)
      throw new Error("The channels were built without anybody to deliver to.");
    this.handling = handling;
    const { program, members } = handling;
    kernel.events.lookahead = new HandlersAhead(kernel.region, program, members);
    this.calls = new Calls(this.channels.context, handling);
    this.confirmWaits = new ConfirmWaits(this.channels.context);
    this.parts = new PartsBuilder({
      context: this.channels.context,
      handling,
      calls: this.calls,
      system,
      addPublisher: (id, node, settings) => this.addPublisher(id, node, settings),
      addService: (id, node, settings, isHidden) => this.makeService(id, node, settings, isHidden),
    });
    this.subscriptions = new Subscriptions(
      system,
      this.channels,
      handling,
      this.parts,
      this.services,
    );
  }

  build(replayed: ReadonlySet<string>): World {
    const { channels } = this;
    for (const [index, id] of channels.nodeIds.entries())
      if (!channels.make(id)) this.makeNode(id, index);
    channels.connect();
    connectPorts(channels, this.services, this.producers);
    const standbyLinks = standbyLinksOf(this.system);
    for (const { id } of standbyLinks) channels.wires.get(id)?.cut();
    for (const [id, link] of channels.links)
      this.subscriptions.subscribe(channels.wires.get(id)!, link);
    channels.settle(replayed, this.horizon);
    this.subscriptions.isBuilt = true;
    const { context, nodeIds, wires, ports, queues, topics, streams, feeds } = channels;
    const { system, handling, calls, producers, services, parts, effectNames } = this;
    parts.finish(producers.values(), services.values());
    const autoscalers: Autoscaler[] = [];
    const world = new World({
      autoscalers,
      system,
      context,
      handling,
      calls,
      lifecycle: new Lifecycle(context, handling),
      nodeIds,
      linkIds: channels.links.map(([id]) => id),
      effectNames,
      faultsInForce: new FaultsInForce(),
      wires,
      ports,
      queues,
      topics,
      streams,
      publishers: this.publishers,
      sagas: this.sagas,
      sagaList: [...this.sagas.values()],
      producers,
      producerList: [...producers.values()],
      services,
      servers: parts.servers,
      endpoints: parts.endpoints,
      endpointList: parts.endpointList,
      users: parts.users,
      hidden: parts.hidden,
      outboxes: parts.outboxes,
      outboxList: [...parts.outboxes.values()],
      stores: parts.stores,
      transactions: parts.transactions,
      brokerTransactions: parts.brokerTransactions,
      publishing: parts.publishing,
      confirmWaits: this.confirmWaits,
      scheduled: parts.scheduled,
      standbyLinks,
      waitList: parts.waitList,
      waitsOf: (service) => parts.waitsOf(service),
      feeds,
      staff: this,
    });
    for (const service of services.values()) compileService(world, service);
    parts.compileHidden(world);
    parts.connectReplies(world);
    for (const service of services.values()) autoscalers.push(new Autoscaler(world, service));
    for (const saga of this.sagas.values())
      if (saga instanceof Saga) saga.steps = compileSaga(world, saga.id);
    compileOrchestrators(world);
    connectRoots(world);
    watchWithdrawals(world);
    watchDeadLetters(world, this.horizon);
    watchResponses(world);
    // Those too that have no instance yet.
    for (const service of [...this.services.values(), ...world.hidden]) service.see();
    return world;
  }

  private makeNode(id: string, index: number): void {
    const node = this.system.nodes[id]!;
    const { context } = this.channels;
    if (node.kind === "producer") {
      this.producers.set(
        id,
        new Producer(
          context,
          id,
          this.producers.size,
          index,
          node,
          this.horizon,
          this.addPublisher(id, index, node.publisher),
        ),
      );
    } else if (node.kind === "consumer") this.makeService(id, index, node, false);
    else if (node.kind === "endpoint") this.parts.makeEndpoint(id, index, node);
    else if (node.kind === "saga")
      this.sagas.set(
        id,
        makeSaga(
          context,
          id,
          { node: index, number: this.sagas.size, horizon: this.horizon },
          node,
          this,
        ),
      );
    else if (node.kind === "dependency" || node.kind === "database")
      this.parts.makeServer(id, index, node);
  }

  addPublisher(id: string, node: number, settings: Consumer["publisher"]): Publisher {
    const publisher = new Publisher(
      this.channels.context,
      this.publishers.length,
      id,
      node,
      this.confirmWaits,
      settings,
    );
    this.publishers.push(publisher);
    return publisher;
  }

  makeService(id: string, node: number, settings: Consumer, isHidden: boolean): Service {
    const service = new Service(
      this.kernel,
      id,
      this.serviceCount++,
      node,
      settings,
      this.addPublisher(id, node, settings.publisher),
    );
    service.isHidden = isHidden;
    if (!isHidden) this.services.set(id, service);
    for (let number = 0; number < settings.instances; number++) this.addInstance(service, number);
    return service;
  }

  private addInstance(service: Service, number: number): void {
    const { instances } = this.handling;
    const instance = new Instance(instances.length, service, number, this.kernel.probe);
    instance.begin(this.kernel.events.now);
    instances.push(instance);
    service.instances.push(instance);
    this.parts.joinInbox(instance);
  }

  /** Adds instances, or lets the last ones go when they have finished. */
  setInstances(service: Service, count: number): void {
    const first = service.instances.length;
    for (let number = first; number < count; number++) this.addInstance(service, number);
    for (const [number, instance] of service.instances.entries()) {
      const isGone = number >= count;
      // What comes back after it had gone is another process: it is cold.
      if (instance.isLeaving && !isGone && instance.running.length === 0)
        instance.begin(this.kernel.events.now);
      instance.isLeaving = isGone;
      instance.refreshMembers();
    }
    for (const [id, link] of this.channels.links) {
      if (link.kind === "subscribe" && link.target === service.id)
        this.subscriptions.subscribe(this.channels.wires.get(id)!, link, first);
    }
    service.see();
    for (const instance of service.instances) {
      this.handling.fillSlots(instance);
      for (const member of instance.members) member.subscription.serve(member);
      this.handling.polling.ask(instance);
    }
  }
}
