import { COUNTER_WORDS, type Counters, count } from "../kernel/probe/Counters.ts";
import { GAUGE_WORDS, type Gauges } from "../kernel/probe/Gauges.ts";
import type { Probe } from "../kernel/probe/Probe.ts";
import {
  DEAD_LETTER_REASONS,
  type DeadLetterReason,
  REDELIVERY_CAUSES,
  type RedeliveryCause,
} from "./causes.ts";

/**
 * Words of a subscription, in two lines of cache what each message asks for: the gauge of what is ready with the words of who keeps that
 * in line (`ReadyLines`), and the gauge of what is in flight with the counters of each message.
 */
export const READY_WORDS = GAUGE_WORDS;
const IN_FLIGHT = 16;
const COUNTED = IN_FLIGHT + GAUGE_WORDS;

// What is counted of each message stands first.
const ENTERED = 0;
const DELIVERED = 1;
const ACKED = 2;
const ENDED = 3;
const EXPIRED = 4;
const DROPPED = 5;
const REDRIVEN = 6;
const LATE_ACKS = 7;
const PARKED = 8;
/** Dead letters that do not end the entry (streams). */
const COPIES = 9;
const COMPACTED = 10;
const POLLS_REFUSED = 11;
const REDELIVERED = 12;
const DEAD = REDELIVERED + REDELIVERY_CAUSES.length;
const SIZE = DEAD + DEAD_LETTER_REASONS.length;

/** Counts of one subscription since the end of the warm-up. */
export interface SubscriptionCounts {
  readonly entered: number;
  readonly delivered: number;
  readonly acknowledged: number;
  readonly expired: number;
  readonly dropped: number;
  /** Dead letters that were sent back. */
  readonly redriven: number;
  /** Messages of a stream that a later one of their key replaced before they were read. */
  readonly compacted: number;
  readonly lateAcks: number;
  /** Polls that were told that too much is in flight. */
  readonly pollsRefused: number;
  readonly redelivered: Partial<Record<RedeliveryCause, number>>;
  readonly deadLettered: Partial<Record<DeadLetterReason, number>>;
}

// What is noted of each message, by the address of its subscription's words alone.

/** A message comes in. */
export const noteEntered = (at: number): void => {
  count(((at + COUNTED) >> 1) + ENTERED);
};

/** A delivery, and if it is not the first one why. */
const noteDelivered = (at: number, number: number, cause: number): void => {
  const first = (at + COUNTED) >> 1;
  count(first + DELIVERED);
  if (number > 1) count(first + REDELIVERED + cause);
};

/** An entry leaves the line for a member. */
export const noteHandedOver = (gauges: Gauges, at: number, number: number, cause: number): void => {
  gauges.raise(at + IN_FLIGHT);
  noteDelivered(at, number, cause);
};

/** An entry in flight is acknowledged, and with that at its end. */
export const noteSettled = (gauges: Gauges, at: number): void => {
  gauges.lower(at + IN_FLIGHT);
  count(((at + COUNTED) >> 1) + ACKED);
  count(((at + COUNTED) >> 1) + ENDED);
};

/** Everything that is counted and measured of one subscription. */
export class SubscriptionFigures {
  private readonly counters: Counters;
  private readonly gauges: Gauges;
  private readonly first: number;
  /** Address of the words that each message asks for, which is that of the gauge of what is ready. */
  readonly at: number;
  readonly inFlightGauge: number;
  readonly delayedGauge: number;
  /** Messages of a stream that are handled and that no commit has passed yet. */
  readonly uncommittedGauge: number;

  constructor(probe: Probe) {
    this.counters = probe.counters;
    this.gauges = probe.gauges;
    this.at = this.gauges.openAt(probe.region.take(COUNTED + SIZE * COUNTER_WORDS));
    this.inFlightGauge = this.gauges.openAt(this.at + IN_FLIGHT);
    this.first = this.counters.openAt(this.at + COUNTED, SIZE);
    this.delayedGauge = this.gauges.open();
    this.uncommittedGauge = this.gauges.open();
  }

  /** Gauge of what is ready. */
  get readyGauge(): number {
    return this.at;
  }

  entered(): void {
    noteEntered(this.at);
  }
  ended(): void {
    this.counters.add(this.first + ENDED);
  }
  acked(): void {
    this.counters.add(this.first + ACKED);
  }
  expired(): void {
    this.counters.add(this.first + EXPIRED);
  }
  dropped(): void {
    this.counters.add(this.first + DROPPED);
  }
  redriven(): void {
    this.counters.add(this.first + REDRIVEN);
  }
  pollRefused(): void {
    this.counters.add(this.first + POLLS_REFUSED);
  }
  lateAck(): void {
    this.counters.add(this.first + LATE_ACKS);
  }
  parked(): void {
    this.counters.add(this.first + PARKED);
  }
  deadLettered(reason: number): void {
    this.counters.add(this.first + DEAD + reason);
  }
  /** A dead letter of a stream: the message stays, a copy goes to the dead letters. */
  deadLetteredCopy(reason: number): void {
    this.counters.add(this.first + DEAD + reason);
    this.counters.add(this.first + COPIES);
  }
  /** A message of a stream that a later one of its key replaced before its turn. */
  compacted(): void {
    this.counters.add(this.first + COMPACTED);
  }
  /** A delivery, and if it is not the first one why. */
  delivered(number: number, cause: number): void {
    noteDelivered(this.at, number, cause);
  }
  ready(change: number): void {
    this.gauges.add(this.at, change);
  }
  delayed(change: number): void {
    this.gauges.add(this.delayedGauge, change);
  }
  leased(change: 1 | -1): void {
    if (change > 0) this.gauges.raise(this.inFlightGauge);
    else this.gauges.lower(this.inFlightGauge);
  }

  get inFlightCount(): number {
    return this.gauges.valueOf(this.inFlightGauge);
  }
  get uncommittedCount(): number {
    return this.gauges.valueOf(this.uncommittedGauge);
  }
  /** A message of a stream is handled, or a commit passes it, or it is to be read again. */
  uncommitted(change: 1 | -1): void {
    if (change > 0) this.gauges.raise(this.uncommittedGauge);
    else this.gauges.lower(this.uncommittedGauge);
  }

  /** Deliveries beyond the first of a message, by cause, since the end of the warm-up. */
  get redeliveredCount(): number {
    return this.counters.sum(this.first + REDELIVERED, REDELIVERY_CAUSES.length);
  }
  get deadLetteredCount(): number {
    return this.counters.sum(this.first + DEAD, DEAD_LETTER_REASONS.length);
  }
  get enteredCount(): number {
    return this.counters.value(this.first + ENTERED);
  }
  get deliveredCount(): number {
    return this.counters.value(this.first + DELIVERED);
  }
  get ackedCount(): number {
    return this.counters.value(this.first + ACKED);
  }
  get expiredCount(): number {
    return this.counters.value(this.first + EXPIRED);
  }
  get droppedCount(): number {
    return this.counters.value(this.first + DROPPED);
  }

  get enteredSinceStart(): number {
    return this.counters.sinceStart(this.first + ENTERED);
  }

  /** Entries that have not ended. */
  get presentCount(): number {
    return (
      this.counters.sinceStart(this.first + ENTERED) - this.counters.sinceStart(this.first + ENDED)
    );
  }

  /** Sentences that say which sums do not come out; empty when all messages are accounted for. */
  problems(name: string): string[] {
    const since = (counter: number): number => this.counters.sinceStart(this.first + counter);
    let dead = 0;
    for (let reason = 0; reason < DEAD_LETTER_REASONS.length; reason++)
      dead += since(DEAD + reason);
    const ended =
      since(ACKED) +
      since(COMPACTED) +
      since(EXPIRED) +
      since(DROPPED) +
      since(REDRIVEN) +
      dead -
      since(COPIES);
    const level =
      this.gauges.valueOf(this.readyGauge) +
      this.gauges.valueOf(this.delayedGauge) +
      this.inFlightCount +
      this.uncommittedCount +
      since(PARKED);
    const found: string[] = [];
    if (ended !== since(ENDED))
      found.push(`${name}: ${since(ENDED)} entries ended, but ${ended} by cause`);
    if (level !== this.presentCount)
      found.push(`${name}: ${this.presentCount} entries are present, but ${level} by state`);
    return found;
  }

  /** All counts, for the summary of a run. */
  get counts(): SubscriptionCounts {
    const value = (counter: number): number => this.counters.value(this.first + counter);
    const byName = <N extends string>(
      names: readonly N[],
      first: number,
    ): Partial<Record<N, number>> =>
      Object.fromEntries(
        names.map((name, i) => [name, value(first + i)] as const).filter(([, count]) => count > 0),
      ) as Partial<Record<N, number>>;
    return {
      entered: value(ENTERED),
      delivered: value(DELIVERED),
      acknowledged: value(ACKED),
      expired: value(EXPIRED),
      dropped: value(DROPPED),
      redriven: value(REDRIVEN),
      compacted: value(COMPACTED),
      lateAcks: value(LATE_ACKS),
      pollsRefused: value(POLLS_REFUSED),
      redelivered: byName(REDELIVERY_CAUSES, REDELIVERED),
      deadLettered: byName(DEAD_LETTER_REASONS, DEAD),
    };
  }
}
