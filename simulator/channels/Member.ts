import type { BrokerNodes } from "./BrokerNodes.ts";
import type { RedeliveryCause } from "./causes.ts";
import type { Feed } from "./Feed.ts";
import type { OrderWatch } from "./OrderWatch.ts";
import { EAGER_READER, type ReaderSettings } from "./ReaderSettings.ts";
import type { ResponseWatch } from "./ResponseWatch.ts";
import type { Wire } from "./Wire.ts";

/** Who is given messages: the services. */
export interface Receiver {
  /** D19. The session of the member that holds a delivery of an entry ends: all that it holds is taken back. */
  sessionEnds?(feed: Feed, entry: number): void;
  /** D29. The session of a member ends: all that it holds is taken back. */
  memberEnds?(member: Member, cause: RedeliveryCause): void;
  /** D24. Whether the latest delivery of an entry is being handled by an instance that is up and does not stand still. */
  isAtWork?(feed: Feed, entry: number): boolean;
  /** An instance gets a delivery of an entry. The entry is leased to it until it settles or is taken back. */
  deliver(member: Member, entry: number): void;
  /** Room has come for a publication that a handler was held for. */
  publicationAdmitted(waiter: number): void;
}

/** What is written down of each message for its consumer: a histogram and a counter. */
export interface ConsumerFigures {
  readonly responseTimes: number;
  readonly endedCounter: number;
}

export const NOBODY: readonly ResponseWatch[] = [];

/** One consumer instance in one subscription: what it holds and whether it may be given more. */
export class Member {
  readonly subscription: Feed;
  /** Index of its consumer's instance among all instances of the run. */
  readonly instance: number;
  /** Address of the words of that instance. */
  readonly instanceAt: number;
  /** Its number among all members of the run. */
  readonly index: number;
  readonly wire: Wire;
  /** Index of its link, −1 where it has none: copied from the wire, since a look there costs a miss. */
  readonly link: number;
  /** Whether something disturbs its link, copied likewise. */
  isDisturbed: boolean;
  /** Random stream of its link. */
  readonly stream: number;
  /** Histogram of response times of its consumer: entering the channel → end there. */
  readonly responseTimes: number;
  /** Counter of the messages of its consumer that have ended. */
  readonly ended: number;
  /** Whether anybody else wants to know of its response times, and who. */
  isWatched: boolean;
  private watches: readonly ResponseWatch[];
  /** Deliveries that it has and whose handler has not ended. */
  held: number;
  /** Deliveries that it may have at once. */
  prefetch: number;
  /** Whether its instance takes messages at all: up, not paused, not polling. */
  isTaking: boolean;
  isFree: boolean;
  /** When it became free, in the order in which the members of its subscription did. */
  freeSince: number;
  /** Delay of a delivery's way, −1 when it takes no time. */
  deliveryDelay: number;
  /** Delay of an ack's way, −1 when it takes no time. */
  ackDelay: number;
  /** Rank among the members of its subscription, larger first. */
  priority: number;
  /** Its instance is up and not paused. */
  isAlive: boolean;
  /** Its instance goes when it has finished: it is given nothing more. */
  isLeaving: boolean;
  /** Whether what it is given has to wait for others on its way. */
  isShared: boolean;
  /** How it reads a stream. */
  reader: ReaderSettings;
  /** A poll of it that finds nothing waits for messages. */
  waits: boolean;
  /** D32, H9. Who sees to the order of what it handles, where its consumer does not. */
  order: OrderWatch | undefined;
  /** B9. Whose nodes handle what it is given; undefined where they have no limit. */
  broker: BrokerNodes | undefined;

  constructor(
    index: number,
    subscription: Feed,
    { index: instance, at }: { readonly index: number; readonly at: number },
    wire: Wire,
    { responseTimes, endedCounter }: ConsumerFigures,
  ) {
    // What each message asks for is written first, and so lies in the object's first lines of cache: what its ack asks, then the rest.
    this.subscription = subscription;
    this.responseTimes = responseTimes;
    this.ended = endedCounter;
    this.isWatched = false;
    this.instanceAt = at;
    this.isDisturbed = wire.isDisturbed;
    this.ackDelay = -1;
    this.stream = wire.stream;
    this.held = 0;
    this.prefetch = 1;
    this.isTaking = true;
    this.isFree = false;
    this.freeSince = 0;
    this.index = index;
    this.deliveryDelay = -1;
    this.link = wire.index;
    this.wire = wire;
    this.instance = instance;
    this.priority = 0;
    this.isAlive = true;
    this.isLeaving = false;
    this.isShared = false;
    this.reader = EAGER_READER;
    this.waits = false;
    this.order = undefined;
    this.broker = undefined;
    this.watches = NOBODY;
    wire.members.push(this);
  }

  /** These want to know of its response times, too. */
  watchedBy(watches: readonly ResponseWatch[]): void {
    this.watches = watches;
    this.isWatched = watches.length > 0;
  }

  /** A message has been dealt with, so many seconds after it entered. */
  tell(message: number, seconds: number): void {
    for (const watch of this.watches) watch.responded(message, seconds);
  }

  /** What it says can be heard at the other end of its link. */
  get isHeard(): boolean {
    return this.isAlive && !this.isCut;
  }

  /** Nothing crosses its link. */
  private get isCut(): boolean {
    return this.isDisturbed === true && this.wire.isCut;
  }

  /** N2, B9. Seconds that so many bytes need until a node of the broker has handled them and they have crossed the link. */
  transfer(now: number, bytes: number): number {
    const handled = this.broker?.gate?.pass(now, bytes) ?? 0;
    return handled + (this.wire.pipe?.pass(now + handled, bytes) ?? 0);
  }

  /** It is given one more. */
  take(): void {
    if (++this.held < this.prefetch || this.isFree === false) return;
    this.isFree = false;
    this.subscription.freeMembers--;
  }

  /** It has one less. */
  giveUp(): void {
    this.held--;
    if (this.isFree === false) this.refresh();
  }

  /** Sees whether the member may be given a message now. Call it after each change. */
  refresh(): void {
    const isFree = this.isTaking === true && this.held < this.prefetch && !this.isCut;
    if (isFree === this.isFree) return;
    this.isFree = isFree;
    if (isFree) this.freeSince = this.subscription.nextFree++;
    this.subscription.freeMembers += isFree ? 1 : -1;
  }
}
