import { ACCEPTED, REFUSED, TRAVELS, UNROUTED, WAITS } from "../../channels/Channel.ts";
import type { Simulation } from "../../experiment/Simulation.ts";
import type { ScenarioStep } from "./BrokerScenario.ts";
import { GROUP, typeOfLabel } from "./systemOf.ts";

/** A step that publishes. */
export type Publication = Extract<ScenarioStep, { readonly publish: string }>;

/** Numbers that stand for a publisher that waits for room: no delivery of a scenario has them. */
const FIRST_WAITER = 1 << 24;

/** Publishes what a script says, and writes down what the broker tells it. */
export class ScriptedPublisher {
  /** What it was told, in order. */
  readonly confirms: string[] = [];
  private readonly simulation: Simulation;
  private readonly published = new Map<string, number>();
  private readonly groups = new Map<string, number>();
  /** Labels of publications that wait for their confirm. */
  private readonly waiting: string[] = [];

  constructor(simulation: Simulation) {
    this.simulation = simulation;
  }

  /** What has waited comes in, and is confirmed. */
  admitted(waiter: number): void {
    this.confirms.push(`ack(${this.waiting[waiter - FIRST_WAITER]})`);
  }

  publish(label: string, step: Publication): void {
    const { to, group, sameAs, mandatory, inOpenTransaction } = step;
    const { world } = this.simulation;
    const port = world.ports.get(`publish.${to}`);
    if (port === undefined) throw new Error(`There is no way to "${to}".`);
    const message = sameAs === undefined ? this.create(label, group) : this.repeat(sameAs);
    if (inOpenTransaction) this.leaveOpen(message);
    this.published.set(label, message);
    if (step.byProducer) {
      world.producers.get("publisher")?.publisher.publish(message, port, -1);
      return;
    }
    const answer = port.offer(message, FIRST_WAITER + this.waiting.length);
    if (answer === UNROUTED && mandatory) this.confirms.push(`return(${label})`);
    if ([ACCEPTED, TRAVELS, UNROUTED].includes(answer)) this.confirms.push(`ack(${label})`);
    else if (answer === REFUSED) this.confirms.push(`nack(${label})`);
    else if (answer === WAITS) {
      this.confirms.push(`blocked(${label})`);
      this.waiting.push(label);
    }
  }

  private create(label: string, group: string | undefined): number {
    const { context, producers, nodeIds } = this.simulation.world;
    const { messages, types, kernel } = context;
    const producer = producers.get("publisher");
    if (producer === undefined) throw new Error("Nobody publishes.");
    const root = messages.createRoot(nodeIds.indexOf("publisher"), 0);
    const streams = types.streamsFor("publisher");
    types.drawValues(root, streams);
    if (group !== undefined) {
      const number = this.groups.get(group) ?? this.groups.size;
      this.groups.set(group, number);
      messages.setValue(root, types.keyIndex(GROUP), number);
    }
    types.describe(root, types.indexOf(typeOfLabel(label)), kernel.stream("publisher", "size"));
    return root;
  }

  /** A message is part of a transaction whose publisher says nothing more. */
  private leaveOpen(message: number): void {
    const publisher = this.simulation.world.system.nodes.publisher;
    const transaction =
      publisher?.kind === "producer" ? publisher.publisher.transaction : undefined;
    const { transactions } = this.simulation.world.context;
    transactions.mark(message, transactions.begin(transaction?.timeout ?? 60));
  }

  /** The same message once more, as a publisher sends it that has not heard of the first. */
  private repeat(label: string): number {
    const first = this.published.get(label);
    if (first === undefined) throw new Error(`${label} has not been published.`);
    return this.simulation.world.context.messages.copy(first, 0);
  }
}
