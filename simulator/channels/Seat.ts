import type { Member } from "./Member.ts";
import type { Partition } from "./Partition.ts";

/**
 * One member's place in a group: the partitions that it reads, its polls, and what the coordinator of the group
 * knows of it. A process that has crashed and comes back without a name of its own takes a new place; the old one
 * stays until its session is over.
 */
export class Seat {
  readonly number: number;
  readonly member: Member;
  partitions: Partition[] = [];
  /** Messages that its last poll has returned and that it has not begun with. */
  fetched = 0;
  /** When it polled last, and when it may commit again. */
  polledAt = 0;
  nextCommit = -1;
  /** It waits for its next poll: the last one found nothing, or it polls at intervals. */
  isAsleep = false;
  /** Its last poll found something. */
  hasFound = false;
  /** When the poll that waits for its batch to fill found its first message; −1 while none does. */
  fillsSince = -1;
  /** Partition after which the next poll begins. */
  turn = 0;
  /** A commit of it was lost on the way. */
  owesCommit = false;
  /** The coordinator counts it among the members. */
  isIn = true;
  /** Its heartbeats arrive; their phase. */
  isHeard = true;
  joinedAt: number;
  /** Its process is gone; and another one has taken its place. */
  hasCrashed = false;
  isGhost = false;
  /** It has learned that it must join anew; it has done so; until then it takes nothing. */
  mustJoin = false;
  hasJoined = false;
  isHalted = false;
  /** It is to leave and join again at its next poll. */
  mustBounce = false;
  /** Its next poll has to do with more than messages. */
  hasBusiness = false;
  sessionTimer = -1;
  beatTimer = -1;
  pollTimer = -1;
  commitTimer = -1;
  wakeTimer = -1;

  constructor(number: number, member: Member, now: number) {
    this.number = number;
    this.member = member;
    this.joinedAt = now;
    this.polledAt = now;
  }

  /** It holds nothing and has nothing left of its last poll. */
  get isIdle(): boolean {
    return this.member.held === 0 && this.fetched === 0;
  }

  /** It polls for batches, and finishes one before it polls for the next. */
  get pollsBatches(): boolean {
    const { batch, handOff } = this.member.reader;
    return batch > 0 && handOff === undefined;
  }

  /** Nothing of its partitions is in work or on its way to be settled. */
  get hasSettled(): boolean {
    return this.partitions.every((partition) => partition.inFlight === 0);
  }
}
