import type { BrokerNodes } from "../../channels/BrokerNodes.ts";
import type { Simulation } from "../../experiment/Simulation.ts";

/** The nodes of the broker of a scenario: who leads a channel, who is killed and started again. */
export class Cluster {
  private readonly simulation: Simulation;
  private readonly dead: number[] = [];

  constructor(simulation: Simulation) {
    this.simulation = simulation;
  }

  /** The node dies that leads a channel (its first partition). */
  killLeaderOf(channel: string): void {
    this.kill(this.leaderOf(channel));
  }

  /** So many of the nodes die that hold a copy of a channel and do not lead it. */
  killFollower(channel: string, most: number): void {
    const leader = this.leaderOf(channel);
    const followers = this.holdersOf(channel).filter(
      (node) => node !== leader && !this.dead.includes(node),
    );
    for (const node of followers.slice(0, most)) this.kill(node);
  }

  /** All nodes that are dead start again. */
  startAll(): void {
    for (const node of this.dead.splice(0)) this.broker.restore(node);
  }

  private kill(node: number): void {
    this.dead.push(node);
    this.simulation.intervene({ fault: "node-loss", target: "broker", node });
  }

  private leaderOf(channel: string): number {
    const set = this.simulation.world.streams.get(channel)?.replicas?.sets[0];
    const home = set?.leader ?? this.broker.homeOf(channel);
    if (home === undefined) throw new Error(`"${channel}" stands on no node.`);
    return home;
  }

  private holdersOf(channel: string): readonly number[] {
    const set = this.simulation.world.streams.get(channel)?.replicas?.sets[0];
    return set?.nodes ?? this.broker.holdersOf(channel);
  }

  private get broker(): BrokerNodes {
    const [broker] = this.simulation.world.context.brokers;
    if (broker === undefined) throw new Error("There is no broker.");
    return broker;
  }
}
