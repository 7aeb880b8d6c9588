import { COUNTS, DELIVERIES, MESSAGE } from "../channels/Entries.ts";
import type { Member } from "../channels/Member.ts";
import { MARKS } from "../channels/Messages.ts";
import { SUBJECT, WHAT } from "../kernel/EventRows.ts";
import { type Lookahead, MOST_AHEAD } from "../kernel/FarEvents.ts";
import { whatOf } from "../kernel/Kernel.ts";
import { ADDRESS, INTS } from "../kernel/memory.ts";
import type { Region } from "../kernel/Region.ts";
import * as ROW from "./Deliveries.ts";
import { SERVICE_EVENT } from "./eventKinds.ts";
import { SERVICE } from "./Instance.ts";
import type { Program } from "./Program.ts";
import { BUSY_SLOTS } from "./ServiceAtWork.ts";

const STEP_DONE = whatOf(SERVICE_EVENT.stepDone, 0);
// Of each handler that is about to go on: its delivery, then what that leads to.
const ENTRIES_AT = MOST_AHEAD;
const SERVICES_AT = 2 * MOST_AHEAD;
const SEEN = 3 * MOST_AHEAD;

/**
 * Looks once at what the next handlers will ask for. A handler that goes on finds its delivery, by that its entry and its instance, and
 * by those its message and its service; with some thousand nodes each of them is a miss, and it would wait for one after the other.
 * Here those of several handlers are under way at the same time. JavaScript cannot fetch a line of cache without reading it, and V8
 * leaves out what nobody reads: so what is seen is written down, to no use.
 *
 * An event that was cancelled may be among them. Its delivery's row then is that of another, or free: it reads as one all the same.
 */
export class HandlersAhead implements Lookahead {
  private readonly words: number;
  private readonly program: Program;
  private readonly members: readonly Member[];

  constructor(region: Region, program: Program, members: readonly Member[]) {
    this.words = region.take(SEEN + 1);
    this.program = program;
    this.members = members;
  }

  see(events: number, count: number): void {
    const words = this.words & ADDRESS;
    let handlers = 0;
    for (let i = 0; i < count; i++) {
      const eventAt = INTS[(events + i) & ADDRESS]! & ADDRESS;
      if (INTS[eventAt + WHAT] !== STEP_DONE) continue;
      INTS[words + handlers] = INTS[eventAt + SUBJECT]!;
      handlers++;
    }
    INTS[words + SEEN] = this.seeDeliveries(handlers) ^ this.seeServices(handlers);
  }

  private seeDeliveries(handlers: number): number {
    const words = this.words & ADDRESS;
    let seen = 0;
    for (let i = 0; i < handlers; i++) {
      const delivery = INTS[(words + i) & ADDRESS]! & ADDRESS;
      seen ^= INTS[delivery + ROW.STATE]!;
      INTS[(words + ENTRIES_AT + i) & ADDRESS] = INTS[delivery + ROW.ENTRY]!;
      INTS[(words + SERVICES_AT + i) & ADDRESS] = INTS[delivery + ROW.INSTANCE]!;
    }
    return seen;
  }

  private seeServices(handlers: number): number {
    const words = this.words & ADDRESS;
    const { program, members } = this;
    let seen = 0;
    for (let i = 0; i < handlers; i++) {
      const delivery = INTS[(words + i) & ADDRESS]! & ADDRESS;
      const entry = INTS[(words + ENTRIES_AT + i) & ADDRESS]! & ADDRESS;
      const instance = INTS[(words + SERVICES_AT + i) & ADDRESS]! & ADDRESS;
      seen ^= program.wordAt(INTS[delivery + ROW.STEP]!);
      seen ^= INTS[entry + COUNTS]! ^ INTS[entry + DELIVERIES]!;
      seen ^= members[INTS[delivery + ROW.MEMBER]!]!.instanceAt;
      INTS[(words + ENTRIES_AT + i) & ADDRESS] = INTS[entry + MESSAGE]!;
      INTS[(words + SERVICES_AT + i) & ADDRESS] = INTS[instance + SERVICE]!;
    }
    for (let i = 0; i < handlers; i++) {
      const message = INTS[(words + ENTRIES_AT + i) & ADDRESS]! & ADDRESS;
      const service = INTS[(words + SERVICES_AT + i) & ADDRESS]! & ADDRESS;
      seen ^= INTS[message + MARKS]! ^ INTS[service + BUSY_SLOTS]!;
    }
    return seen;
  }
}
