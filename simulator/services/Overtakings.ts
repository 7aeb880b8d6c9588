import type { Context } from "../channels/Context.ts";
import { REDELIVERY_CAUSES, type ReorderingCause, reorderingNumber } from "../channels/causes.ts";
import type { Member } from "../channels/Member.ts";
import type { OrderWatch } from "../channels/OrderWatch.ts";
import type { Deliveries } from "./Deliveries.ts";
import type { Service } from "./Service.ts";

/** A message that has been overtaken. */
interface Overtaken {
  readonly service: Service;
  readonly member: Member;
  /** The delivery that has been handled, and its entry. */
  readonly delivery: number;
  readonly entry: number;
  /** Where the other one stands, and who handled that. */
  readonly order: OrderWatch;
  readonly place: number;
  readonly other: Member;
}

/**
 * H9. Which messages have been overtaken, and why. When the two left their channel is written down nowhere, since every
 * message would have to pay for it: it follows from when their handlers began.
 */
export class Overtakings {
  private readonly context: Context;
  private readonly deliveries: Deliveries;
  private readonly members: readonly Member[];

  constructor(context: Context, deliveries: Deliveries, members: readonly Member[]) {
    this.context = context;
    this.deliveries = deliveries;
    this.members = members;
  }

  /** A delivery is the first of its entry whose handler got to its end, and the order of its message matters. */
  check(service: Service, member: Member, delivery: number, entry: number): void {
    const { context, deliveries } = this;
    const { entries, types } = context;
    const { subscription } = member;
    const order = member.order ?? service.order;
    const key = types.orderKeyOf(entries.messageOf(entry));
    const place = order.placeOf(key, subscription.laneOf(entry));
    const sequence = entries.sequenceOf(entry);
    service.figures.ordered();
    if (order.isOvertaken(place, sequence)) {
      const other = this.members[order.memberAt(place)]!;
      this.note({ service, member, delivery, entry, order, place, other });
      return;
    }
    const rank = subscription.rankOf(entry);
    order.keep(place, sequence, rank, member.index, deliveries.startedAt(delivery));
  }

  private note(overtaken: Overtaken): void {
    const { entries, exemplars } = this.context;
    const { service, entry } = overtaken;
    const cause = reorderingNumber(this.causeOf(overtaken));
    service.figures.overtaken(cause);
    exemplars.note("overtaken", cause, service.node, entries.messageOf(entry));
  }

  private causeOf(overtaken: Overtaken): ReorderingCause {
    const { member, delivery, entry, order, place, other } = overtaken;
    const redelivery = this.redeliveryOf(delivery, entry);
    if (redelivery !== undefined) return redelivery;
    const startedAt = this.deliveries.startedAt(delivery);
    const isPunctual = startedAt === this.context.entries.enteredAt(entry);
    // It began in order, and ends after the other one: both were at work.
    if (isPunctual || startedAt < order.startedAt(place)) return "concurrency";
    const { subscription } = member;
    if (subscription !== other.subscription) return "another-channel";
    if (order.rankAt(place) < subscription.rankOf(entry)) return "priority";
    if (subscription.delayVaries) return "delay";
    return waitedOnItsWay(overtaken) ? "latency" : "concurrency";
  }

  /** What a delivery, or an attempt at it, is not the first one for; undefined of the first attempt of the first. */
  private redeliveryOf(delivery: number, entry: number): ReorderingCause | undefined {
    const { entries, messages } = this.context;
    const cause = REDELIVERY_CAUSES[this.deliveries.causeOf(delivery)]!;
    if (cause !== "another-message") return cause;
    const hasFailed =
      this.deliveries.attemptOf(delivery) > 1 ||
      messages.carriedAttemptsOf(entries.messageOf(entry)) > 0;
    return hasFailed ? "handler-failed" : undefined;
  }
}

/**
 * Whether a message that left its channel first was on its way for longer. What waits in an instance waits in order;
 * of two instances one may have been busy, unless nobody is given more than he has slots for.
 */
function waitedOnItsWay({ service, member, other }: Overtaken): boolean {
  if (member.deliveryDelay < 0) return false;
  return member.instance === other.instance || member.prefetch <= service.concurrency;
}
