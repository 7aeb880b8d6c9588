import type { DeadLetterReason } from "../../channels/causes.ts";
import type { Member } from "../../channels/Member.ts";
import { Subscription } from "../../channels/Subscription.ts";
import type { Simulation } from "../../experiment/Simulation.ts";
import type { Service } from "../../services/Service.ts";

/** A delivery as its client saw it. */
export interface SeenDelivery {
  readonly client: string;
  readonly label: string;
  readonly time: number;
  /** Row of the delivery in the consumer. */
  readonly entry: number;
  /** Number of the delivery of this entry, from 1. */
  readonly number: number;
  /** Attempts that the broker has counted before it. */
  readonly counted: number;
}

/** A message that was given up. */
export interface SeenDeath {
  readonly label: string;
  readonly channel: string;
  readonly reason: DeadLetterReason;
}

interface Watched {
  deadLetter(entry: number, reason: DeadLetterReason): void;
  refusePoll(member: Member): void;
}

/** Notes what clients of a run see. It stands between channels and consumers, and changes nothing. */
export class Tap {
  readonly deliveries: SeenDelivery[] = [];
  readonly deaths: SeenDeath[] = [];
  readonly processed = new Map<string, number>();
  /** What clients were told instead of being given something. */
  readonly errors: { readonly client: string; readonly cause: string }[] = [];
  /** Told when a publication that waited comes in. */
  onAdmitted: (waiter: number) => void = () => undefined;
  /** Told of each delivery to a client. */
  onDelivery: (client: string, entry: number) => void = () => undefined;
  private readonly simulation: Simulation;

  constructor(simulation: Simulation) {
    this.simulation = simulation;
    const { handling, context } = simulation.world;
    const deliver = handling.deliver.bind(handling);
    handling.deliver = (member: Member, entry: number): void => {
      this.note(member, entry);
      deliver(member, entry);
      this.onDelivery(this.clientOf(member), entry);
    };
    handling.publicationAdmitted = (waiter: number): void => this.onAdmitted(waiter);
    const { settling, plain } = handling;
    const complete = settling.complete.bind(settling);
    settling.complete = (service: Service, member: Member, delivery: number): void => {
      this.noteProcessed(this.labelOf(handling.deliveries.entryOf(delivery)));
      complete(service, member, delivery);
    };
    const endPlainly = plain.end.bind(plain);
    plain.end = (member: Member, delivery: number): boolean => {
      // The message may be gone when it is acknowledged.
      const label = this.labelOf(handling.deliveries.entryOf(delivery));
      const isComplete = endPlainly(member, delivery);
      if (isComplete) this.noteProcessed(label);
      return isComplete;
    };
    for (const feed of context.subscriptions)
      if (feed instanceof Subscription) this.watchDeaths(feed);
  }

  /** The label of the message of an entry. */
  labelOf(entry: number): string {
    const { entries, messages, types } = this.simulation.world.context;
    return types.names[messages.typeOf(entries.messageOf(entry))]?.slice(1) ?? "";
  }

  private noteProcessed(label: string): void {
    this.processed.set(label, (this.processed.get(label) ?? 0) + 1);
  }

  private clientOf(member: Member): string {
    return this.simulation.world.handling.instances[member.instance]?.service.id ?? "";
  }

  private note(member: Member, entry: number): void {
    const { entries } = this.simulation.world.context;
    this.deliveries.push({
      client: this.clientOf(member),
      label: this.labelOf(entry),
      time: this.simulation.now,
      entry,
      number: entries.deliveriesOf(entry),
      counted: entries.brokerAttemptsOf(entry),
    });
  }

  private watchDeaths(subscription: Subscription): void {
    // The method is the subscription's own business; a test may look over its shoulder.
    const watched = subscription as unknown as Watched;
    const refusePoll = watched.refusePoll.bind(subscription);
    watched.refusePoll = (member) => {
      this.errors.push({ client: this.clientOf(member), cause: "in-flight-limit" });
      refusePoll(member);
    };
    const deadLetter = watched.deadLetter.bind(subscription);
    watched.deadLetter = (entry, reason) => {
      const channel = subscription.id.split("/")[0] ?? subscription.id;
      this.deaths.push({ label: this.labelOf(entry), channel, reason });
      deadLetter(entry, reason);
    };
  }
}
