import { whatOf } from "../kernel/Kernel.ts";
import type { Broker } from "../model/index.ts";
import type { Context } from "./Context.ts";
import { CHANNEL_EVENT } from "./eventKinds.ts";
import { Pipe } from "./Pipe.ts";
import type { StreamReplicas } from "./StreamReplicas.ts";

/** A queue or topic of a broker: it stands on one node, and moves as a whole. */
export interface Housed {
  readonly id: string;
  /** What becomes of deliveries when it is gone is seen to by whoever takes the node away. */
  beginOutage(publishes: "buffer" | "lose" | "error"): void;
  endOutage(): void;
}

interface Tenant {
  readonly channel: Housed;
  home: number;
  isDown: boolean;
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
  }

  configure(settings: Broker): void {
    this.settings = { ...settings, nodes: this.losses.length };
    this.limit(settings);
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
    const struck = this.tenants.filter((tenant) => tenant.home === node && !tenant.isDown);
    const { detect, elect } = this.settings.replication;
    if (struck.length > 0)
      events.schedule(detect + elect, whatOf(CHANNEL_EVENT.failover, this.index), 0);
    for (const tenant of struck) {
      tenant.isDown = true;
      tenant.channel.beginOutage(this.settings.outagePublishes);
    }
    return struck.map(({ channel }) => channel);
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

  private homeFor({ home }: Tenant): number | undefined {
    if (this.isUp(home)) return home;
    const { nodes, replication } = this.settings;
    const count = Math.min(nodes, replication.replicas);
    const copies = Array.from({ length: count }, (_, i) => (home + i) % nodes);
    const live = copies.filter((node) => this.isUp(node));
    if (replication.election === "none") return undefined;
    if (replication.election === "majority" && live.length * 2 <= count) return undefined;
    return live[0];
  }
}
