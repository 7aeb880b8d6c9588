import type { Backoff } from "../kernel/Backoff.ts";
import type { DeadLetterReason, RedeliveryCause } from "./causes.ts";
import type { Member } from "./Member.ts";
import type { SubscriptionFigures } from "./SubscriptionFigures.ts";

/** What feeds consumer instances: a subscription of competing consumers, or a consumer group of a stream. */
export interface Feed {
  readonly index: number;
  readonly id: string;
  /** Index of the node of its channel. */
  readonly node: number;
  readonly members: Member[];
  readonly figures: SubscriptionFigures;
  freeMembers: number;
  /** Number of the next member that becomes free. */
  nextFree: number;
  /** Whether a failed message is tried again in its slot whatever the consumer's retry mode (RULES S4). */
  readonly retriesInPlace: boolean;
  /** Whether a message that is acknowledged stands there on, and may be read again: in a stream, until a commit has passed it. */
  readonly keepsAcked: boolean;
  /** Age in seconds of the oldest message that is ready, 0 if none is. */
  readonly lagSeconds: number;
  /** Messages that are ready. */
  readonly depth: number;
  /** H9. Among which entries it keeps an order: the partition of an entry of a stream; elsewhere all are one, 0. */
  laneOf(entry: number): number;
  /** Number of the rank by which a priority queue serves an entry, the highest first; elsewhere 0. */
  rankOf(entry: number): number;
  /** Whether what comes in may have to wait for longer than what comes later, before it is ready. */
  readonly delayVaries: boolean;
  /** Gives ready messages to free members for as long as there are both. */
  dispatch(): void;
  /** A member that polls takes up to so many ready messages. Returns how many. */
  take(member: Member, most: number): number;
  /** A member has room again: gives it, or others, what is ready. */
  serve(member: Member): void;
  /** Whether `serve` may have anything to do: so short that V8 writes it out wherever a message asks. */
  readonly mayServe: boolean;
  /** Whether this delivery of an entry is the latest one and has neither been settled nor taken back. */
  isCurrent(entry: number, number: number): boolean;
  /** An ack has come. Returns whether it counted. */
  ack(member: Member, entry: number, number: number): boolean;
  /** Whether the ack of a delivery ends its entry and sets off nothing else. */
  closesAlone(member: Member, entry: number, number: number): boolean;
  /** The ack of a delivery has come of which its consumer knows nothing more: `ack` and `unpin` in one, where it `closesAlone`. */
  closeDelivery(member: Member, entry: number, number: number): void;
  /** T4. The transaction that has acknowledged an entry commits the position of its reader too, where there is one. */
  ackedInTransaction?(entry: number): void;
  /** The handler has failed and wants the message again after a delay. */
  nack(
    entry: number,
    number: number,
    delay: number,
    backoff: Backoff,
    how?: "nack" | "reject",
  ): void;
  /** The consumer gives the message up. Returns whether that counted. */
  reject(member: Member, entry: number, number: number, reason: DeadLetterReason): boolean;
  /** A consumer knows of the entry no longer: nothing it may still say will be about it. */
  unpin(entry: number): void;
  /** D30. A handler begins with a delivery of an entry; undefined where its lease runs from the delivery. */
  readonly handlingBegins?: ((entry: number, number: number) => void) | undefined;
  /** A delivery is taken back. */
  takeBack(entry: number, number: number, cause: RedeliveryCause): void;
  /** What a lost connection does to a delivery. */
  disconnect(entry: number, number: number): void;
  /** B13. Whether consumers keep what they hold when the leader of the channel is lost; a stream has cursors instead. */
  readonly keepsDeliveries?: boolean;
  /** The channel is gone: what readers had not committed is read again. */
  channelLost(): void;
  /** An instance is gone: what it had not committed is read again by whoever has its partitions. */
  memberLost(member: Member): void;
  /** Whether a member is alive and reachable has changed, or whether it is to go. */
  memberChanged(member: Member): void;
  /** Something that the feed waited for is due. */
  timer(kind: number, subject: number): void;
  /** The delay of an entry is over. */
  due(entry: number): void;
  /** The lease of an entry has ended. */
  leaseEnded(entry: number): void;
  /** The time to live of an entry is over. */
  expire(entry: number): void;
}
