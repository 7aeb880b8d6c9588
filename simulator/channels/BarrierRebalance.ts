import { whatOf } from "../kernel/Kernel.ts";
import type { Context } from "./Context.ts";
import { CHANNEL_EVENT } from "./eventKinds.ts";
import type { Membership } from "./Membership.ts";
import type { Partition } from "./Partition.ts";
import type { Rebalance } from "./Rebalance.ts";
import type { Seat } from "./Seat.ts";
import { targetOf } from "./targetOf.ts";

/** What a timer of a rebalance waits for. */
const LATECOMERS = 0;
const SETTLING = 1;
const FURTHER_MEMBERS = 2;

/**
 * The rebalance in which everybody joins anew before partitions are given out (RULES S11, S12): `eager`, where a
 * member gives up all its partitions to join, or `cooperative`, where it keeps them, and gives up in a second round
 * those that are to move.
 *
 * Source: Apache Kafka, classic group protocol; ConsumerPartitionAssignor.RebalanceProtocol.
 */
export class BarrierRebalance implements Rebalance {
  private readonly context: Context;
  private readonly membership: Membership;
  private readonly isEager: boolean;
  private phase: "stable" | "joining" | "settling" = "stable";
  private latecomersTimer = -1;
  private settlingTimer = -1;
  private furtherTimer = -1;

  constructor(context: Context, membership: Membership, transfer: "eager" | "cooperative") {
    this.context = context;
    this.membership = membership;
    this.isEager = transfer === "eager";
  }

  assignAtOnce(): void {
    this.share(targetOf(this.membership));
  }

  begin(joiner?: Seat): void {
    const { seats, settings } = this.membership;
    if (seats.length === 0) {
      this.phase = "stable";
      this.stopTimers();
      return;
    }
    if (this.phase !== "joining") {
      this.phase = "joining";
      this.stopTimers();
      for (const seat of seats) seat.hasJoined = false;
      this.latecomersTimer = this.schedule(settings.pollTimeout, LATECOMERS);
      if (joiner !== undefined && seats.length === 1 && settings.joinDelay > 0)
        this.furtherTimer = this.schedule(settings.joinDelay, FURTHER_MEMBERS);
      for (const seat of seats) if (seat !== joiner) this.membership.tellAtHeartbeat(seat);
    }
    if (joiner !== undefined) this.hasJoined(joiner);
    else this.check();
  }

  beat(seat: Seat): void {
    if (this.phase !== "joining" || seat.hasJoined) return;
    seat.mustJoin = true;
    seat.isHalted = this.isEager;
    this.membership.note(seat);
  }

  polled(seat: Seat): boolean {
    if (!this.isEager) this.giveUpWhatMoves(seat);
    if (seat.mustJoin) this.joinAnew(seat);
    return !seat.isHalted;
  }

  returned(seat: Seat): void {
    if (this.phase === "joining" && !seat.hasJoined) this.membership.tellAtHeartbeat(seat);
  }

  timer(subject: number): void {
    if (subject === LATECOMERS) {
      this.latecomersTimer = -1;
      const late = this.membership.seats.filter((seat) => !seat.hasJoined);
      for (const seat of late) this.membership.leave(seat, "rebalance");
    } else if (subject === FURTHER_MEMBERS) {
      this.furtherTimer = -1;
      this.check();
    } else {
      this.settlingTimer = -1;
      this.finish();
    }
  }

  private joinAnew(seat: Seat): void {
    if (this.isEager) {
      if (!seat.isIdle || !seat.hasSettled) {
        seat.hasBusiness = true;
        return;
      }
      this.membership.readers.commitBeforeLeaving(seat);
      for (const partition of [...seat.partitions])
        this.membership.readers.release(partition, "rebalance");
    }
    this.hasJoined(seat);
  }

  private hasJoined(seat: Seat): void {
    seat.mustJoin = false;
    seat.hasJoined = true;
    seat.isHalted = this.isEager;
    this.check();
  }

  private check(): void {
    const { seats, settings } = this.membership;
    if (this.phase !== "joining" || this.furtherTimer >= 0) return;
    if (seats.some((seat) => !seat.hasJoined)) return;
    this.phase = "settling";
    this.stopTimers();
    const { rebalancePause } = settings;
    if (rebalancePause === undefined || rebalancePause === 0) this.finish();
    else this.settlingTimer = this.schedule(rebalancePause, SETTLING);
  }

  private finish(): void {
    this.phase = "stable";
    for (const seat of this.membership.seats) seat.isHalted = false;
    this.share(targetOf(this.membership));
    for (const seat of [...this.membership.seats]) {
      if (seat.partitions.some((partition) => partition.isLeaving)) this.membership.note(seat);
      this.membership.readers.feed(seat);
    }
  }

  /** Gives out what is free; what has another reader than it is to have is to be given up first. */
  private share(target: readonly (Seat | undefined)[]): void {
    const { readers } = this.membership;
    for (const [p, partition] of readers.partitions.entries()) {
      const seat = target[p];
      if (partition.seat === undefined) {
        if (seat !== undefined) readers.give(partition, seat);
      } else partition.isLeaving = partition.seat !== seat;
    }
  }

  /** S12. Partitions that are to move are given up at a poll, and another round begins. */
  private giveUpWhatMoves(seat: Seat): void {
    const moving = seat.partitions.filter((partition) => partition.isLeaving);
    if (moving.length === 0) return;
    if (moving.some(isAtWork)) {
      seat.hasBusiness = true;
      return;
    }
    const { readers } = this.membership;
    readers.commitBeforeLeaving(seat);
    for (const partition of moving) readers.release(partition, "rebalance");
    this.begin(seat);
  }

  private schedule(delay: number, subject: number): number {
    const what = whatOf(CHANNEL_EVENT.rebalance, this.membership.readers.index);
    return this.context.kernel.events.schedule(delay, what, subject);
  }

  private stopTimers(): void {
    const { events } = this.context.kernel;
    for (const timer of [this.latecomersTimer, this.settlingTimer, this.furtherTimer])
      if (timer >= 0) events.cancel(timer);
    this.latecomersTimer = -1;
    this.settlingTimer = -1;
    this.furtherTimer = -1;
  }
}

function isAtWork({ inFlight, fetched }: Partition): boolean {
  return inFlight > 0 || fetched > 0;
}
