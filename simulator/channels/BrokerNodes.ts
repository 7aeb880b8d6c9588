import { whatOf } from "../kernel/Kernel.ts";
import type { Broker } from "../model/index.ts";
import { BrokerMemory } from "./BrokerMemory.ts";
import type { Context } from "./Context.ts";
import { CHANNEL_EVENT } from "./eventKinds.ts";
import { Pipe } from "./Pipe.ts";
import type { StreamReplicas } from "./StreamReplicas.ts";

/** A queue or topic of a broker: it stands on one node, and moves as a whole. */
export interface Housed {
  readonly id: string;
  /** Copies of it, and what becomes of publications while it is down; as the broker says if undefined. */
  readonly housing: Housing;
  /** What becomes of deliveries when it is gone is seen to by whoever takes the node away. */
  beginOutage(publishes: Outage): void;
  endOutage(): void;
}

/** What becomes of publications to a channel that does not answer. */
export type Outage = "buffer" | "lose" | "error" | "wait" | "unroutable";

/** How a channel stands on the nodes of its broker. */
export interface Housing {
  readonly replicas?: number | undefined;
  readonly whenDown?: "wait" | "unroutable" | undefined;
  /** It stores nothing that stands on one node. */
  readonly isEverywhere: boolean;
}

interface Tenant {
  readonly channel: Housed;
  /** The first of the nodes that hold a copy. */
  readonly first: number;
  home: number;
  isDown: boolean;
}

/** A channel that stands on a node to begin with. */
export function tenantAt(home: number, channel: Housed): Tenant {
  return { channel, first: home, home, isDown: false };
}

/** The nodes of a broker: which are up, and what stands on them (RULES, part B). */
export class BrokerNodes {
  readonly id: string;
  readonly index: number;
  settings: Broker;
  /** B9. What its nodes handle each second, undefined without a limit. */
  gate: Pipe | undefined = undefined;
  /** When power was lost last. */
  lostPowerAt = 0;
  readonly streams: StreamReplicas[] = [];
  /** What its queues hold, where that has a limit. */
  readonly memory: BrokerMemory | undefined;
  readonly tenants: Tenant[] = [];
  private readonly context: Context;
  /** Losses in force, by node. */
  private readonly losses: number[];

  constructor(context: Context, id: string, index: number, settings: Broker) {
    this.context = context;
    this.id = id;
    this.index = index;
    this.settings = settings;
    this.losses = new Array<number>(settings.nodes).fill(0);
    this.limit(settings);
    const { memory } = settings;
    if (memory !== undefined)
      this.memory = new BrokerMemory(context.kernel.events, index, memory.limit, memory.onLimit);
  }

  configure(settings: Broker): void {
    this.settings = { ...settings, nodes: this.losses.length };
    this.limit(settings);
    if (settings.memory !== undefined) this.memory?.configure(settings.memory);
  }

  private limit({ bandwidth, throughput }: Broker): void {
    const isLimited = bandwidth !== undefined || throughput !== undefined;
    this.gate = isLimited ? new Pipe(bandwidth, throughput, this.losses.length) : undefined;
  }

  isUp(node: number): boolean {
    return this.losses[node] === 0;
  }

  /** B3 … B7. A node is gone. Returns the channels that are down because of it. */
  lose(node: number, power: boolean): Housed[] {
    if (node >= this.losses.length) return [];
    this.losses[node]!++;
    if (this.losses[node]! > 1) return [];
    const { events } = this.context.kernel;
    if (power) this.lostPowerAt = events.now;
    for (const stream of this.streams) stream.nodeLost(node, power);
    const struck = this.tenants.filter((tenant) => !tenant.isDown && this.isStruck(tenant, node));
    const { detect, elect } = this.settings.replication;
    if (struck.length > 0)
      events.schedule(detect + elect, whatOf(CHANNEL_EVENT.failover, this.index), 0);
    for (const tenant of struck) {
      tenant.isDown = true;
      tenant.channel.beginOutage(tenant.channel.housing.whenDown ?? this.settings.outagePublishes);
    }
    return struck.map(({ channel }) => channel);
  }

  /** B7, B12. Whether the loss of a node takes a channel down. */
  private isStruck(tenant: Tenant, node: number): boolean {
    if (this.isPaused) return true;
    if (tenant.channel.housing.isEverywhere) return this.liveCount === 0;
    return tenant.home === node || !this.hasQuorum(tenant);
  }

  private get liveCount(): number {
    return this.losses.filter((count) => count === 0).length;
  }

  /** B12. The nodes that are left are too few and stand still. */
  private get isPaused(): boolean {
    return this.settings.minority === "pause" && this.liveCount * 2 <= this.losses.length;
  }

  /** B5. A node is back. */
  restore(node: number): void {
    if (node >= this.losses.length || --this.losses[node]! > 0) return;
    for (const stream of this.streams) stream.nodeBack(node);
    this.settle();
  }

  /** B7. Queues and topics that are down go on where their node is back, or on another one that has a copy. */
  settle(): void {
    for (const tenant of this.tenants) {
      if (!tenant.isDown) continue;
      const home = this.homeFor(tenant);
      if (home === undefined) continue;
      tenant.home = home;
      tenant.isDown = false;
      tenant.channel.endOutage();
    }
  }

  private homeFor(tenant: Tenant): number | undefined {
    if (this.isPaused) return undefined;
    const { home, channel } = tenant;
    const isUp = (node: number): boolean => this.isUp(node);
    if (channel.housing.isEverywhere) {
      const live = this.losses.findIndex((_, node) => isUp(node));
      return live < 0 ? undefined : live;
    }
    if (!this.hasQuorum(tenant)) return undefined;
    if (isUp(home)) return home;
    const { election } = this.settings.replication;
    const copies = this.copiesOf(tenant);
    const live = copies.filter(isUp);
    if (election === "none") return undefined;
    if (election === "majority" && live.length * 2 <= copies.length) return undefined;
    return live[0];
  }

  /** The node that a queue or topic stands on. */
  homeOf(channel: string): number | undefined {
    return this.tenants.find((tenant) => tenant.channel.id === channel)?.home;
  }

  /** The nodes that hold a copy of a queue or topic. */
  holdersOf(channel: string): number[] {
    return this.tenants
      .filter((tenant) => tenant.channel.id === channel)
      .flatMap((tenant) => this.copiesOf(tenant));
  }

  private copiesOf({ first, channel }: Tenant): number[] {
    const { nodes, replication } = this.settings;
    const count = Math.min(nodes, channel.housing.replicas ?? replication.replicas);
    return Array.from({ length: count }, (_, i) => (first + i) % nodes);
  }

  /** B13. A queue that has copies of its own does nothing without a majority of them. */
  private hasQuorum(tenant: Tenant): boolean {
    const { replicas = 1 } = tenant.channel.housing;
    if (replicas === 1 || this.settings.replication.election !== "majority") return true;
    const copies = this.copiesOf(tenant);
    return copies.filter((node) => this.isUp(node)).length * 2 > copies.length;
  }
}
