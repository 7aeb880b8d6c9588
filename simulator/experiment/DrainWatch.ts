import { CHANNEL_EVENT } from "../channels/eventKinds.ts";
import type { FutureEventList } from "../kernel/FutureEventList.ts";
import { KIND_BITS, KIND_MASK } from "../kernel/Kernel.ts";
import { SERVICE_EVENT } from "../services/eventKinds.ts";
import type { World } from "../services/World.ts";
import { type Activity, activityOf, neverDrained } from "./SimulationStalled.ts";

/** So many events in a row that only look after things, and nothing else pending: then a run that drains is over. */
const IDLE_LIMIT = 1000;
/** So many events after the duration without the end of a message: then a run that drains would go on for ever. */
const VAIN_LIMIT = 2_000_000;
/** Events that only look after things. */
const IDLE_KINDS = new Set<number>([
  CHANNEL_EVENT.retain,
  CHANNEL_EVENT.pollAgain,
  CHANNEL_EVENT.pollTimeout,
  CHANNEL_EVENT.commitDue,
  CHANNEL_EVENT.mirrorLooks,
  SERVICE_EVENT.poll,
  SERVICE_EVENT.autoscale,
]);
/** The same of relays that try in vain to publish (O2). */
const RELAY_KINDS = new Set<number>([
  SERVICE_EVENT.relayPolls,
  SERVICE_EVENT.relayRead,
  SERVICE_EVENT.relayMarked,
]);
/** Publications that come to a channel. */
const ARRIVALS = new Set<number>([CHANNEL_EVENT.arrive, CHANNEL_EVENT.admitted]);

/** E1, E3. Tells when a run is over that goes on after its duration until nothing is on its way. */
export class DrainWatch {
  /** Events in a row that only looked after things, once nothing new is produced; and how many roots had ended by then. */
  private idleEvents = 0;
  private endedWhenIdle = -1;
  /** Events since a message came to its end, and what the nodes had done when they were half as many as may be. */
  private vainEvents = 0;
  private activity: Activity | undefined = undefined;
  private readonly world: World;
  private readonly events: FutureEventList;
  private readonly duration: number;

  /** @param duration of the run, in seconds: it is not over while an event is due by then */
  constructor(world: World, duration: number) {
    this.world = world;
    this.events = world.context.kernel.events;
    this.duration = duration;
  }

  get isOver(): boolean {
    const isEmpty = this.world.context.messages.openCount === 0;
    if (!isEmpty && (this.idleEvents < IDLE_LIMIT || this.awaitsMore)) return false;
    return this.events.peekTime() > this.duration;
  }

  /** Whether a run that drains would go on for ever, so far as one can tell. */
  get isVain(): boolean {
    return this.vainEvents >= VAIN_LIMIT;
  }

  /** After the duration an event has happened: what is stuck does not come loose by looking after it again and again. */
  note(what: number): void {
    const { endedCount } = this.world.context.messages;
    this.vainEvents = endedCount === this.endedWhenIdle ? this.vainEvents + 1 : 0;
    if (this.vainEvents === VAIN_LIMIT / 2) this.activity = activityOf(this.world);
    const isIdle =
      endedCount === this.endedWhenIdle && this.isIdle(what & KIND_MASK, what >> KIND_BITS);
    this.endedWhenIdle = endedCount;
    this.idleEvents = isIdle ? this.idleEvents + 1 : 0;
  }

  /** Something was done to the run: what was tried in vain may succeed now. */
  beginAnew(): void {
    this.vainEvents = 0;
    this.activity = undefined;
  }

  /** Throws `SimulationStalled` when millions of events have happened and no message came to its end. */
  look(): void {
    if (!this.isVain) return;
    const activity = activityOf(this.world);
    throw neverDrained(this.world, VAIN_LIMIT, activity, this.activity ?? activity);
  }

  private isIdle(kind: number, target: number): boolean {
    const { outboxList, context } = this.world;
    if (IDLE_KINDS.has(kind)) return true;
    // O2. A relay tries in vain to publish, or what it has published is refused.
    if (RELAY_KINDS.has(kind)) return outboxList[target]!.vainEvents > 0;
    if (!ARRIVALS.has(kind)) return false;
    return (context.ports[target]!.keeper?.vainEvents ?? 0) > 0;
  }

  /** Whether anything is pending besides events that only look after things. */
  private get awaitsMore(): boolean {
    if (this.events.pendingCount <= idleCount(this.world)) return false;
    this.idleEvents = 0;
    return true;
  }
}

/** Pending events that only look after things. */
function idleCount({ context, handling, autoscalers, streams, outboxList }: World): number {
  let idle = handling.polling.sleepingCount;
  for (const autoscaler of autoscalers) if (autoscaler.isLooking) idle++;
  for (const { retainCount, groups } of streams.values()) {
    idle += retainCount;
    for (const { group } of groups) idle += group.membership.pollCount;
  }
  for (const outbox of outboxList) idle += outbox.vainEvents;
  for (const mirror of context.mirrors) idle += mirror.lookCount;
  return idle;
}
