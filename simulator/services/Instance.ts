import { Line } from "../channels/Line.ts";
import type { Member } from "../channels/Member.ts";
import type { Deliveries } from "./Deliveries.ts";
import type { Service } from "./Service.ts";

/** One process of a service: its slots, what it holds, and whether it is alive. */
export class Instance {
  readonly service: Service;
  /** Deliveries whose handler runs. */
  readonly running: Line;
  /** Deliveries that wait for a slot, in order. */
  buffer: Line;
  /** Deliveries of its batch that share the fate of the one whose handler runs. */
  readonly followers: Line;
  /** Gauge of running handlers. */
  readonly busyGauge: number;
  isUp: boolean;
  /** Pauses in force. */
  pauses: number;
  readonly index: number;
  /** Position among the instances of its service, from 0. */
  readonly number: number;
  readonly members: Member[];
  private readonly deliveries: Deliveries;
  /** Deliveries that are still crossing the link. */
  inTransit: Line;
  /** Since when it holds nothing; −∞ while it has never worked (it is cold). */
  idleSince: number;
  /** Since when it asks for messages and holds none. */
  askingSince: number;
  /** Since when it starts from cold; NaN while it does not. */
  coldSince: number;
  /** A poll of it waits for messages. */
  isAwaiting: boolean;
  /** Its batch is complete, or its time is over: the handler may begin. */
  isGathered: boolean;
  /** It takes nothing new and goes when it has finished (scale-in). */
  isLeaving: boolean;
  /** How it fails while it works: the law of its time to failure, drawn for each run of a handler. */
  hazard: { readonly law: number; readonly stream: number; readonly fault: number } | undefined;
  /** Pending failures by delivery, once there are any. */
  hazardTimers: Map<number, number> | undefined;
  /** Ends of time limits by delivery, once there are any. */
  limitTimers: Map<number, number> | undefined;
  /** Pending restart, −1 if none. */
  restartEvent: number;
  /** Simulated time at which it is up again, in seconds; NaN while it is up or nobody knows. */
  backAt: number;
  /** H17. Whether it waits until the rate of what it starts allows one more. */
  awaitsToken: boolean;

  constructor(
    index: number,
    service: Service,
    number: number,
    deliveries: Deliveries,
    busyGauge: number,
  ) {
    // What each message asks for is written first, and so lies in the object's first lines of cache.
    this.service = service;
    this.running = new Line();
    this.buffer = deliveries.noLine;
    this.busyGauge = busyGauge;
    this.isUp = true;
    this.pauses = 0;
    this.idleSince = -Infinity;
    this.askingSince = 0;
    this.index = index;
    this.number = number;
    this.followers = new Line();
    this.inTransit = deliveries.noLine;
    this.members = [];
    this.deliveries = deliveries;
    this.coldSince = Number.NaN;
    this.isAwaiting = false;
    this.isGathered = false;
    this.isLeaving = false;
    this.hazard = undefined;
    this.hazardTimers = undefined;
    this.limitTimers = undefined;
    this.restartEvent = -1;
    this.backAt = Number.NaN;
    this.awaitsToken = false;
  }

  /** H2. A delivery waits for a slot. */
  keep(delivery: number): void {
    if (this.buffer === this.deliveries.noLine) this.buffer = new Line();
    this.buffer.append(delivery);
  }

  /** H1. A delivery crosses its link. */
  keepInTransit(delivery: number): void {
    if (this.inTransit === this.deliveries.noLine) this.inTransit = new Line();
    this.inTransit.append(delivery);
  }

  /** Whether it may be given messages. */
  get isTaking(): boolean {
    return this.isUp && this.pauses === 0 && !this.isLeaving;
  }

  /** Whether channels give it messages when they have some. */
  get isGiven(): boolean {
    return this.isTaking && (!this.service.asksAtIntervals || this.isAwaiting);
  }

  /** It is a new process, cold and without messages. */
  begin(now: number): void {
    this.idleSince = -Infinity;
    this.askingSince = now;
  }

  /** H11. An instance that has held nothing for longer than it keeps warm needs its cold start. */
  isCold(now: number): boolean {
    // What is gathered for a batch waits in front of it.
    const holdsNothing = this.service.gathers || this.buffer.length === 0;
    return holdsNothing && now > this.idleSince + this.service.settings.keepWarm;
  }

  /** H11, V5. Delay before the handler of a message begins in a free slot, −1 if there is none. */
  delayBefore(message: number, now: number): number {
    const { coldStart, looksUp, contracts } = this.service;
    if (coldStart >= 0 && this.running.length === 1 && this.isCold(now)) {
      this.coldSince = now;
      return coldStart;
    }
    return looksUp ? (contracts?.lookup(this.index, message) ?? -1) : -1;
  }

  /** H11. A wait before a handler is over: a cold start is counted, with the messages that it kept waiting. */
  hasStarted(now: number, messageOf: (delivery: number) => number): void {
    const { coldSince } = this;
    this.coldSince = Number.NaN;
    if (Number.isNaN(coldSince)) return;
    const held: number[] = [];
    for (const line of [this.running, this.buffer, this.followers, this.inTransit])
      for (let each = line.head; each >= 0; each = line.nextOf(each)) held.push(messageOf(each));
    this.service.coldStarts?.started(now - coldSince, held);
  }

  /** H20. What it has gathered may be worked on: one batch at a time, where one handler has all of it. */
  get mayBeginBatch(): boolean {
    return this.isGathered && !(this.service.handlesBatches && this.running.length > 0);
  }

  /** All that it is given comes from streams. */
  get readsStreams(): boolean {
    return this.members.every(({ subscription }) => subscription.retriesInPlace);
  }

  /** Whether something may cut its handlers short. */
  get isWatched(): boolean {
    return this.hazard !== undefined || this.service.timeLimitLane >= 0;
  }

  /** Tells its memberships whether they may be given messages. */
  refreshMembers(): void {
    for (const member of this.members) {
      member.isTaking = this.isGiven || (this.isTaking && member.subscription.retriesInPlace);
      member.isLeaving = this.isLeaving;
      member.isAlive = this.isUp && this.pauses === 0;
      member.refresh();
      member.subscription.memberChanged(member);
    }
  }
}
