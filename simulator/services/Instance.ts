import { LINE_WORDS, Line } from "../channels/Line.ts";
import type { Member } from "../channels/Member.ts";
import { DOUBLES, INTS } from "../kernel/memory.ts";
import { GAUGE_WORDS } from "../kernel/probe/Gauges.ts";
import type { Probe } from "../kernel/probe/Probe.ts";
import type { Service } from "./Service.ts";

/** Words of an instance. What each message asks for is in one line of cache: the gauge of running handlers, and the next four. */
export const RUNNING_LINE = GAUGE_WORDS;
export const BUFFER_LINE = RUNNING_LINE + LINE_WORDS;
/** Slots that handlers may take without further questions: 0 where it is not up or stands still, else those of its service. */
export const PLAIN_SLOTS = BUFFER_LINE + LINE_WORDS;
/** Address of what each message asks of its service. */
export const SERVICE = PLAIN_SLOTS + 1;
/** A double. */
export const IDLE_SINCE = SERVICE + 1;
export const INDEX = IDLE_SINCE + 2;
const TRANSIT_LINE = INDEX + 2;
const FOLLOWER_LINE = TRANSIT_LINE + LINE_WORDS;
const WORDS = FOLLOWER_LINE + LINE_WORDS;

/** One process of a service: its slots, what it holds, and whether it is alive. */
export class Instance {
  readonly service: Service;
  /** Address of its words, which is that of the gauge of its running handlers. */
  readonly at: number;
  /** Deliveries whose handler runs. */
  readonly running: Line;
  /** Deliveries that wait for a slot, in order. */
  readonly buffer: Line;
  /** Deliveries of its batch that share the fate of the one whose handler runs. */
  readonly followers: Line;
  private up: boolean;
  private pauseCount: number;
  readonly index: number;
  /** Position among the instances of its service, from 0. */
  readonly number: number;
  readonly members: Member[];
  /** Deliveries that are still crossing the link. */
  readonly inTransit: Line;
  /** Since when the process is there. */
  private begunAt: number;
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

  constructor(index: number, service: Service, number: number, { gauges, region }: Probe) {
    // What each message asks for is written first, and so lies in the object's first line of cache.
    this.service = service;
    this.at = gauges.openAt(region.take(WORDS));
    INTS[this.at + SERVICE] = service.at;
    INTS[this.at + INDEX] = index;
    this.up = true;
    this.pauseCount = 0;
    this.running = new Line(this.at + RUNNING_LINE);
    this.buffer = new Line(this.at + BUFFER_LINE);
    this.followers = new Line(this.at + FOLLOWER_LINE);
    this.inTransit = new Line(this.at + TRANSIT_LINE);
    this.begunAt = Number.NaN;
    this.index = index;
    this.number = number;
    this.members = [];
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
    this.see();
  }

  get isUp(): boolean {
    return this.up;
  }
  set isUp(isUp: boolean) {
    this.up = isUp;
    this.see();
  }

  /** Pauses in force. */
  get pauses(): number {
    return this.pauseCount;
  }
  set pauses(count: number) {
    this.pauseCount = count;
    this.see();
  }

  /** Sees how many slots its messages may take without asking more. Call it when that of its service has changed. */
  see(): void {
    const isThere = this.up && this.pauseCount === 0;
    INTS[this.at + PLAIN_SLOTS] = isThere ? this.service.plainSlots : 0;
  }

  /** Gauge of running handlers. */
  get busyGauge(): number {
    return this.at;
  }

  /** Since when it holds nothing; −∞ while it has never worked (it is cold). */
  get idleSince(): number {
    return DOUBLES[(this.at + IDLE_SINCE) >> 1]!;
  }
  set idleSince(time: number) {
    DOUBLES[(this.at + IDLE_SINCE) >> 1] = time;
  }

  /** Since when it asks for messages and holds none. */
  get askingSince(): number {
    return Math.max(this.idleSince, this.begunAt);
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
    this.begunAt = now;
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
