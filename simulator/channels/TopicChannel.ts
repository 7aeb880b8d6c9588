import type { Topic } from "../model/index.ts";
import type { Housing, Outage } from "./BrokerNodes.ts";
import { ACCEPTED, type Channel, REFUSED, UNROUTED } from "./Channel.ts";
import type { Context } from "./Context.ts";
import { COME_IN, Entrance } from "./Entrance.ts";
import type { MessageFilter } from "./Filter.ts";
import type { Port } from "./Port.ts";
import { fitsBinding } from "./routing.ts";
import type { Subscription } from "./Subscription.ts";

/** A way out of a topic: a bound channel or a subscription of the topic's own. */
export interface Binding {
  /** Bound channel, or undefined when it is a subscription. */
  readonly port: Port | undefined;
  readonly subscription: Subscription | undefined;
  /** Binding keys; undefined stands for all. */
  readonly keys: readonly string[] | undefined;
  readonly filter: MessageFilter | undefined;
}

/** A topic: stores nothing, gives a copy to each binding that takes the message (RULES R1). */
export class TopicChannel implements Channel {
  readonly id: string;
  readonly node: number;
  readonly entrance: Entrance;
  /** In the order of the system: subscriptions first, then bound channels. */
  readonly bindings: Binding[] = [];
  alternate: Port | undefined = undefined;
  private readonly context: Context;
  private settings: Topic;
  /** Whether there is nothing to choose: each binding takes each message. */
  private isPlain = true;
  /** Its subscriptions, where each takes each message and nothing else does; else empty. */
  private direct: readonly Subscription[] = [];
  private outages = 0;
  private outage: Outage | undefined = undefined;
  private readonly waiting: number[] = [];

  constructor(context: Context, id: string, node: number, settings: Topic) {
    this.context = context;
    this.id = id;
    this.node = node;
    this.settings = settings;
    this.entrance = new Entrance(context, node, settings);
  }

  configure(settings: Topic): void {
    this.settings = settings;
    this.entrance.configure(settings);
  }

  bind(binding: Binding): void {
    this.bindings.push(binding);
    this.isPlain =
      this.settings.routing !== "hash" &&
      this.bindings.every(
        (each) =>
          each.filter === undefined &&
          (each.keys === undefined || this.settings.routing === "fanout"),
      );
    const { subscriptions } = this;
    const isDirect = this.isPlain && subscriptions.length === this.bindings.length;
    this.direct = isDirect ? subscriptions : [];
  }

  get subscriptions(): Subscription[] {
    return this.bindings.flatMap((binding) => binding.subscription ?? []);
  }

  get isOpen(): boolean {
    return this.outage === undefined;
  }

  get turnsAllAway(): boolean {
    return this.outage === "error";
  }

  /** A topic that has copies is known to all nodes. */
  get housing(): Housing {
    const { replicas } = this.settings;
    return { replicas, isEverywhere: replicas !== undefined };
  }

  beginOutage(publishes: Outage): void {
    this.outages++;
    this.outage = publishes;
    for (const subscription of this.subscriptions) subscription.isClosed = true;
  }

  endOutage(): void {
    if (--this.outages > 0) return;
    this.outage = undefined;
    for (const message of this.waiting.splice(0)) {
      this.route(message);
      this.context.messages.done(message);
    }
    for (const subscription of this.subscriptions) {
      subscription.isClosed = false;
      subscription.dispatch();
    }
  }

  /** B10. The node that it stands on has begun anew. */
  restarted(): void {
    for (const subscription of this.subscriptions) subscription.countAnew();
  }

  enter(message: number): number {
    const answer = this.entrance.answer(message);
    if (answer !== COME_IN) return answer;
    if (this.outage !== undefined) return this.enterInOutage(message);
    return this.route(message);
  }

  takeOver(message: number): void {
    const { direct } = this;
    const last = direct.length - 1;
    if (last < 0 || this.outage !== undefined) this.enter(message);
    else if (this.entrance.answer(message) === COME_IN) {
      for (let i = 0; i < last; i++) direct[i]!.enter(message);
      direct[last]!.takeOver(message);
      return;
    }
    this.context.messages.done(message);
  }

  private enterInOutage(message: number): number {
    if (this.outage === "error") {
      this.entrance.refuse("channel-outage", message);
      return REFUSED;
    }
    if (this.outage === "lose") {
      this.entrance.lose("channel-outage", message);
      return ACCEPTED;
    }
    this.context.messages.hold(message);
    this.waiting.push(message);
    return ACCEPTED;
  }

  private route(message: number): number {
    const { bindings } = this;
    if (this.isPlain === true && bindings.length > 0) {
      for (let i = 0; i < bindings.length; i++) this.copyTo(bindings[i]!, message);
      return ACCEPTED;
    }
    if (this.settings.routing === "hash" && bindings.length > 0) {
      const { messages } = this.context;
      const key = messages.keyOf(message);
      const turn = key >= 0 ? key : messages.idOf(message);
      this.copyTo(bindings[turn % bindings.length]!, message);
      return ACCEPTED;
    }
    return this.routeByRule(message);
  }

  private routeByRule(message: number): number {
    const key = this.context.types.routingKey(message);
    let copies = 0;
    for (const binding of this.bindings) {
      if (
        !fitsBinding(this.settings.routing, binding.keys, key) ||
        binding.filter?.passes(message) === false
      )
        continue;
      this.copyTo(binding, message);
      copies++;
    }
    return copies > 0 ? ACCEPTED : this.unroutable(message);
  }

  private copyTo(binding: Binding, message: number): void {
    if (binding.subscription !== undefined) binding.subscription.enter(message);
    else binding.port?.send(message, -1);
  }

  /** R3. No binding takes the message. */
  private unroutable(message: number): number {
    if (this.alternate !== undefined) return this.alternate.send(message, -1);
    const { unroutable } = this.settings;
    const { messages, publishing } = this.context;
    // R4. The publisher wants it back.
    const isReturned = publishing[messages.sourceOf(message)]?.mandatory === true;
    if (isReturned || unroutable === "error") {
      this.entrance.refuse("unroutable", message);
      return REFUSED;
    }
    this.entrance.lose(this.bindings.length === 0 ? "no-subscriber" : "unroutable", message);
    return UNROUTED;
  }
}
