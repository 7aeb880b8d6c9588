import type { Member } from "../../channels/Member.ts";
import type { Simulation } from "../../experiment/Simulation.ts";
import type { Instance } from "../../services/Instance.ts";
import { FAILURE_KINDS } from "../../services/Program.ts";
import type { ClientSetup, Reaction, Settlement } from "./BrokerScenario.ts";
import type { Tap } from "./Tap.ts";

/** Kinds of failure by which a consumer hands a message back, or gives it up. */
const RETURNED = FAILURE_KINDS.indexOf("transient");
const DISCARDED = FAILURE_KINDS.indexOf("permanent");

/** Something that a client will do by itself. */
interface Plan {
  readonly time: number;
  readonly act: () => void;
}

/** The clients of a scenario: they hold what they are given until the script, or their reaction, settles it. */
export class Clients {
  private readonly simulation: Simulation;
  private readonly setups: Readonly<Record<string, ClientSetup>>;
  private readonly reactions = new Map<string, Reaction>();
  private plans: Plan[] = [];

  constructor(
    simulation: Simulation,
    tap: Tap,
    setups: Readonly<Record<string, ClientSetup>> = {},
  ) {
    this.simulation = simulation;
    this.setups = setups;
    tap.onDelivery = (client, entry) => this.react(client, entry);
    for (const [id, { onDelivery }] of Object.entries(setups))
      if (onDelivery !== undefined) this.reactions.set(id, onDelivery);
  }

  /** The client connects and consumes. */
  subscribe(id: string): void {
    const { world } = this.simulation;
    const service = this.serviceOf(id);
    if (service.instances.length === 0) {
      const { atOnce } = this.setupOf(id);
      world.staff.setInstances(service, 1);
      if (atOnce !== undefined) this.limit(id, atOnce);
      return;
    }
    for (const instance of service.instances) world.lifecycle.restart(instance);
  }

  /** The client connects, and asks for nothing yet. */
  connect(id: string): void {
    this.simulation.world.staff.setInstances(this.serviceOf(id), 1);
    this.limit(id, 0);
  }

  /** A receive: takes what is there, up to a number; waits for the first message if there is none. */
  receive(id: string, most: number, wait: number): void {
    const member = this.memberOf(id);
    this.limit(id, member.held);
    member.waits = wait > 0;
    const taken = member.subscription.take(member, most);
    if (taken > 0 || wait === 0) return;
    this.limit(id, member.held + 1);
    member.subscription.serve(member);
    this.plan(wait, () => this.limit(id, member.held));
  }

  /** Settles deliveries of a client: the latest one of each message that it holds, or all ("*"). */
  settle(id: string, labels: readonly string[], by: Settlement, tap: Tap): void {
    const held = this.heldBy(id);
    const chosen = labels.includes("*")
      ? held
      : labels.map((label) => this.holding(id, held, label, tap));
    for (const delivery of chosen) this.finish(id, delivery, by);
  }

  /** What the client does with deliveries from now on, and with those that it holds. */
  fromNowOn(id: string, reaction: Reaction): void {
    this.reactions.set(id, reaction);
    for (const delivery of this.heldBy(id)) this.carryOut(id, delivery, reaction);
  }

  does(id: string, act: "crash" | "close" | "cancel" | "restart"): void {
    const { world } = this.simulation;
    const { instances } = this.serviceOf(id);
    if (act === "restart") this.subscribe(id);
    else if (act === "cancel") this.limit(id, 0);
    else world.lifecycle.crash(instances, Infinity);
  }

  /** Time at which a client will next do something by itself, ∞ if none will. */
  get nextTime(): number {
    return Math.min(Infinity, ...this.plans.map(({ time }) => time));
  }

  /** Does what is due. */
  act(): void {
    const { now } = this.simulation;
    const due = this.plans.filter(({ time }) => time <= now);
    this.plans = this.plans.filter(({ time }) => time > now);
    for (const { act } of due) act();
  }

  private react(id: string, entry: number): void {
    const reaction = this.reactions.get(id);
    if (reaction === undefined || reaction.by === "hold") return;
    const { deliveries } = this.simulation.world.handling;
    const { entries } = this.simulation.world.context;
    const number = entries.deliveriesOf(entry);
    const delivery = this.heldBy(id).find(
      (each) => deliveries.entryOf(each) === entry && deliveries.numberOf(each) === number,
    );
    if (delivery !== undefined) this.carryOut(id, delivery, reaction);
  }

  private carryOut(id: string, delivery: number, { after = 0, by }: Reaction): void {
    if (by === "hold") return;
    const { deliveries } = this.simulation.world.handling;
    const [entry, number] = [deliveries.entryOf(delivery), deliveries.numberOf(delivery)];
    this.plan(after, () => {
      const isHeld =
        this.heldBy(id).includes(delivery) &&
        deliveries.entryOf(delivery) === entry &&
        deliveries.numberOf(delivery) === number;
      if (!isHeld) return;
      if (by !== "crash") this.finish(id, delivery, by);
      else {
        this.does(id, "crash");
        this.subscribe(id);
      }
    });
  }

  private plan(after: number, act: () => void): void {
    this.plans.push({ time: this.simulation.now + after, act });
  }

  /** The client's handler ends now, in one way or another. */
  private finish(id: string, delivery: number, by: Settlement): void {
    const { handling, context } = this.simulation.world;
    const service = this.serviceOf(id);
    const timer = handling.deliveries.timerOf(delivery);
    if (timer >= 0) context.kernel.events.cancel(timer);
    const address =
      by === "ack"
        ? service.endAddress
        : service.failAddress(by === "discard" ? DISCARDED : RETURNED);
    handling.deliveries.setStep(delivery, address);
    handling.proceed(delivery);
    const { atOnce } = this.setupOf(id);
    if (atOnce !== undefined) this.limit(id, atOnce);
  }

  private holding(id: string, held: readonly number[], label: string, tap: Tap): number {
    const { deliveries } = this.simulation.world.handling;
    const found = held.findLast((each) => tap.labelOf(deliveries.entryOf(each)) === label);
    if (found === undefined) throw new Error(`${id} does not hold ${label}.`);
    return found;
  }

  private heldBy(id: string): number[] {
    const held: number[] = [];
    for (const { running } of this.serviceOf(id).instances)
      for (let each = running.head; each >= 0; each = running.nextOf(each)) held.push(each);
    return held;
  }

  private limit(id: string, prefetch: number): void {
    const member = this.memberOf(id);
    member.prefetch = prefetch;
    member.refresh();
    member.subscription.serve(member);
  }

  private memberOf(id: string): Member {
    const member = this.instanceOf(id).members[0];
    if (member === undefined) throw new Error(`${id} reads nothing.`);
    return member;
  }

  private instanceOf(id: string): Instance {
    const instance = this.serviceOf(id).instances[0];
    if (instance === undefined) throw new Error(`${id} has not subscribed.`);
    return instance;
  }

  private serviceOf(id: string) {
    const service = this.simulation.world.services.get(id);
    if (service === undefined) throw new Error(`There is no client "${id}".`);
    return service;
  }

  private setupOf(id: string): ClientSetup {
    const setup = this.setups[id];
    if (setup === undefined) throw new Error(`There is no client "${id}".`);
    return setup;
  }
}
