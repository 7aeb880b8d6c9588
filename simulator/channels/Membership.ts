import { whatOf } from "../kernel/Kernel.ts";
import type { Subscription as SubscriptionModel } from "../model/index.ts";
import type { Context } from "./Context.ts";
import type { RedeliveryCause } from "./causes.ts";
import { CHANNEL_EVENT } from "./eventKinds.ts";
import type { Member } from "./Member.ts";
import { makeRebalance, transferOf } from "./makeRebalance.ts";
import type { Readers } from "./Readers.ts";
import type { Rebalance } from "./Rebalance.ts";
import { Seat } from "./Seat.ts";
import { StandingAssignment } from "./StandingAssignment.ts";

export type AssignSettings = SubscriptionModel["assign"];

/** Seconds that are no time: what sums of times are off by. */
const INSTANT = 1e-9;

/**
 * Who belongs to a consumer group (RULES S7 … S10): members join and leave, are thrown out when they are silent for
 * longer than their session or do not poll for too long, and come back. How partitions move then is the matter of a
 * `Rebalance`.
 */
export class Membership {
  /** Members in the order of joining, silent ones included. */
  readonly seats: Seat[] = [];

  /** Pending polls and commits of its members, and looks at whether those who are about to poll do so in time. */
  get pollCount(): number {
    let count = 0;
    for (const { wakeTimer, commitTimer, pollTimer, member } of this.seats) {
      if (wakeTimer >= 0) count++;
      if (commitTimer >= 0) count++;
      // Who takes messages one by one polls when it commits, if it has room.
      const commits = commitTimer >= 0 && member.reader.batch === 0 && member.isFree;
      const polls = wakeTimer >= 0 || commits;
      if (polls && pollTimer >= 0) count++;
    }
    return count;
  }
  readonly readers: Readers;
  settings: AssignSettings;
  private readonly context: Context;
  private readonly seatOfMember = new Map<Member, Seat>();
  private readonly seatOfNumber = new Map<number, Seat>();
  private rebalance: Rebalance;
  private numbers = 0;
  private bounces = 0;
  /** Members that take part from the beginning have joined before it. */
  private hasBegun = false;

  constructor(context: Context, readers: Readers, settings: AssignSettings) {
    this.context = context;
    this.readers = readers;
    this.settings = settings;
    this.rebalance = makeRebalance(this.context, this);
  }

  configure(settings: AssignSettings): void {
    const before = transferOf(this.settings);
    this.settings = settings;
    if (transferOf(settings) !== before) this.rebalance = makeRebalance(this.context, this);
  }

  /** Whether members are watched at all. */
  get isStanding(): boolean {
    return this.rebalance instanceof StandingAssignment;
  }

  /** The place of a member; it has one for as long as it exists. */
  seatOf(member: Member): Seat | undefined {
    return this.seatOfMember.get(member);
  }

  /** S7. Those who take part when the run begins have joined before it: the partitions are shared out. */
  begin(): void {
    this.hasBegun = true;
    this.rebalance.assignAtOnce();
  }

  /** A process takes part from now on. */
  add(member: Member): void {
    const seat = new Seat(this.numbers++, member, this.now);
    this.seatOfMember.set(member, seat);
    this.seatOfNumber.set(seat.number, seat);
    seat.isHeard = member.isHeard;
    if (!this.hasBegun || this.isStanding) this.seats.push(seat);
    else this.join(seat);
  }

  /** Members have been added, or are to go, while partitions stand where they were put. */
  settleMembers(): void {
    if (this.hasBegun && this.isStanding) this.rebalance.assignAtOnce();
  }

  /** S8. Heartbeats of a member begin or cease to arrive, or it is to go when it has finished. */
  changed(member: Member): void {
    const seat = this.seatOfMember.get(member);
    if (seat === undefined || this.isStanding) return;
    if (member.isLeaving === seat.isIn) this.note(seat);
    if (member.isHeard === seat.isHeard) return;
    seat.isHeard = member.isHeard;
    if (seat.isHeard) this.heardAgain(seat);
    else this.silent(seat);
  }

  /** S8. The process of a member is gone. */
  crashed(member: Member): void {
    const seat = this.seatOfMember.get(member);
    if (seat === undefined) return;
    seat.hasCrashed = true;
    seat.fillsSince = -1;
    this.cancelPollTimer(seat);
  }

  /** A member polls, and has settled what it had: sees to what is to be done besides. Returns whether it may take messages. */
  attend(seat: Seat): boolean {
    if (seat.isGhost || !seat.isHeard) return false;
    if (seat.pollsBatches && !seat.isIdle) return false;
    if (seat.isIn && seat.sessionTimer >= 0) this.stopSession(seat);
    if (!seat.isIn) {
      if (seat.isIdle && !seat.member.isLeaving) this.join(seat);
      return false;
    }
    if (seat.member.isLeaving || seat.mustBounce) {
      if (!seat.isIdle || !seat.hasSettled) return false;
      const returns = seat.mustBounce && !seat.member.isLeaving;
      seat.mustBounce = false;
      this.readers.commitBeforeLeaving(seat);
      this.leave(seat, returns ? "rebalance" : "scale-in");
      if (returns) this.join(seat);
      return false;
    }
    seat.hasBusiness = false;
    return this.rebalance.polled(seat);
  }

  /** S9. Looks after the time between polls of a member that has just got a message. */
  watchPolls(seat: Seat): void {
    if (this.isStanding) return;
    seat.pollTimer = this.schedule(CHANNEL_EVENT.pollTimeout, seat, this.settings.pollTimeout);
  }

  /** A member leaves the group and comes back (fault): each time another one. */
  bounce(): void {
    if (this.isStanding) return;
    const standing = this.seats.filter((seat) => seat.isHeard && !seat.isGhost);
    const seat = standing[this.bounces++ % Math.max(1, standing.length)];
    if (seat === undefined) return;
    seat.mustBounce = true;
    this.note(seat);
  }

  /** Partitions were added. */
  reshare(): void {
    this.rebalance.begin();
  }

  timer(kind: number, subject: number): void {
    if (kind === CHANNEL_EVENT.rebalance) {
      this.rebalance.timer(subject);
      return;
    }
    const seat = this.seatOfNumber.get(subject)!;
    if (kind === CHANNEL_EVENT.heartbeat) {
      seat.beatTimer = -1;
      if (seat.isIn) this.rebalance.beat(seat);
    } else if (kind === CHANNEL_EVENT.sessionEnds) {
      seat.sessionTimer = -1;
      this.leave(seat, seat.hasCrashed ? "consumer-crashed" : "rebalance");
    } else this.pollIsLate(seat);
  }

  /** S8. The next heartbeat of a member tells it. */
  tellAtHeartbeat(seat: Seat): void {
    if (!seat.isHeard || seat.isGhost || seat.beatTimer >= 0) return;
    const wait = this.lastHeartbeat(seat) + this.settings.heartbeat - this.now;
    seat.beatTimer = this.schedule(CHANNEL_EVENT.heartbeat, seat, Math.max(0, wait));
  }

  /** Something waits for the next poll of a member; one that is idle polls all the time. */
  note(seat: Seat): void {
    seat.hasBusiness = true;
    if (seat.isIdle) this.attend(seat);
  }

  /** S8, S9. A member is no longer one: its partitions go to others, and what it has not committed is read again. */
  leave(seat: Seat, cause: RedeliveryCause): void {
    if (!seat.isIn) return;
    seat.isIn = false;
    seat.isHalted = false;
    seat.hasBusiness = true;
    this.seats.splice(this.seats.indexOf(seat), 1);
    this.cancelTimers(seat);
    for (const partition of [...seat.partitions]) this.readers.release(partition, cause);
    if (seat.isGhost) this.seatOfNumber.delete(seat.number);
    this.rebalance.begin();
  }

  private join(seat: Seat): void {
    seat.isIn = true;
    seat.joinedAt = this.now;
    seat.polledAt = this.now;
    seat.hasCrashed = false;
    seat.hasJoined = false;
    this.seats.push(seat);
    if (seat.isHeard) this.rebalance.begin(seat);
    else this.silent(seat);
  }

  private silent(seat: Seat): void {
    if (!seat.isIn || seat.sessionTimer >= 0) return;
    if (seat.beatTimer >= 0) this.context.kernel.events.cancel(seat.beatTimer);
    seat.beatTimer = -1;
    const ends = this.lastHeartbeat(seat) + this.settings.sessionTimeout;
    seat.sessionTimer = this.schedule(
      CHANNEL_EVENT.sessionEnds,
      seat,
      Math.max(0, ends - this.now),
    );
  }

  private heardAgain(seat: Seat): void {
    if (!seat.isIn) {
      seat.hasCrashed = false;
      this.note(seat);
      return;
    }
    if (seat.hasCrashed && this.settings.membership === "dynamic") {
      this.replace(seat);
      return;
    }
    this.stopSession(seat);
    seat.joinedAt = this.now;
    if (seat.hasCrashed) {
      // S10. It has its old name: it goes on with its partitions, from the committed position.
      for (const partition of [...seat.partitions]) {
        this.readers.release(partition, "consumer-crashed");
        this.readers.give(partition, seat);
      }
      seat.hasCrashed = false;
    }
    this.rebalance.returned(seat);
    this.readers.feed(seat);
  }

  /** S10. The process comes back as a new member; the group still waits for the old one. */
  private replace(old: Seat): void {
    old.isGhost = true;
    old.isHeard = false;
    const seat = new Seat(this.numbers++, old.member, this.now);
    this.seatOfMember.set(old.member, seat);
    this.seatOfNumber.set(seat.number, seat);
    this.join(seat);
  }

  /** S9. A member that has not polled for too long leaves by itself; one with a name only falls silent. */
  private pollIsLate(seat: Seat): void {
    seat.pollTimer = -1;
    if (!seat.isIn || seat.isIdle || !seat.isHeard) return;
    const left = seat.polledAt + this.settings.pollTimeout - this.now;
    if (left > INSTANT) seat.pollTimer = this.schedule(CHANNEL_EVENT.pollTimeout, seat, left);
    else if (this.settings.membership === "static") {
      seat.hasBusiness = true;
      this.silent(seat);
    } else this.leave(seat, "rebalance");
  }

  private stopSession(seat: Seat): void {
    if (seat.sessionTimer >= 0) this.context.kernel.events.cancel(seat.sessionTimer);
    seat.sessionTimer = -1;
  }

  private lastHeartbeat(seat: Seat): number {
    const { heartbeat } = this.settings;
    return seat.joinedAt + Math.floor((this.now - seat.joinedAt) / heartbeat) * heartbeat;
  }

  private cancelPollTimer(seat: Seat): void {
    if (seat.pollTimer >= 0) this.context.kernel.events.cancel(seat.pollTimer);
    seat.pollTimer = -1;
  }

  private cancelTimers(seat: Seat): void {
    const { events } = this.context.kernel;
    this.cancelPollTimer(seat);
    for (const timer of [seat.sessionTimer, seat.beatTimer, seat.commitTimer, seat.wakeTimer])
      if (timer >= 0) events.cancel(timer);
    seat.sessionTimer = -1;
    seat.beatTimer = -1;
    seat.commitTimer = -1;
    seat.wakeTimer = seat.fillsSince = -1;
  }

  private schedule(kind: number, seat: Seat, delay: number): number {
    const what = whatOf(kind, this.readers.index);
    return this.context.kernel.events.schedule(delay, what, seat.number);
  }

  private get now(): number {
    return this.context.kernel.events.now;
  }
}
