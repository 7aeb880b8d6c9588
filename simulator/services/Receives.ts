import type { Clock } from "../kernel/probe/Clock.ts";
import type { Counters } from "../kernel/probe/Counters.ts";
import type { Instance } from "./Instance.ts";

const ANSWERED = 0;
const EMPTY = 1;
const SIZE = 2;

/** Receives of a consumer that asks queues for messages: each is a request, and is billed as one. */
export interface ReceiveSummary {
  /** Receives that brought messages. */
  readonly answered: number;
  /** Receives that brought none: polls in vain, and long polls whose wait was over. */
  readonly empty: number;
}

/** H10, H19. Counts the receives of one consumer. */
export class Receives {
  private readonly clock: Clock;
  private readonly counters: Counters;
  private readonly first: number;
  /** What is delivered now belongs to a receive that is counted as a whole. */
  private isOpen = false;

  constructor(clock: Clock, counters: Counters) {
    this.clock = clock;
    this.counters = counters;
    this.first = counters.open(SIZE);
  }

  /** A message is delivered: that is a receive, unless it belongs to one that takes several. */
  delivered(): void {
    if (!this.isOpen) this.counters.add(this.first + ANSWERED);
  }

  /** One receive takes as many messages as there are. Returns their number. */
  several(take: () => number): number {
    this.isOpen = true;
    const taken = take();
    this.isOpen = false;
    return taken;
  }

  /** A receive that took as many messages as there were has ended. */
  ended(taken: number): void {
    this.counters.add(this.first + (taken > 0 ? ANSWERED : EMPTY));
  }

  /** An instance that asks again as soon as a long poll is over has been idle until now. */
  idled(instance: Instance): void {
    this.counters.addMany(this.first + EMPTY, emptyOf(instance, this.clock.now));
  }

  /** @param instances those of the consumer, of which some may be waiting still */
  summary(instances: readonly Instance[]): ReceiveSummary {
    const waiting = instances
      .filter((each) => each.isTaking && each.running.length + each.buffer.length === 0)
      .reduce((sum, each) => sum + emptyOf(each, this.clock.now), 0);
    return {
      answered: this.counters.value(this.first + ANSWERED),
      empty: this.counters.value(this.first + EMPTY) + waiting,
    };
  }
}

/** Long polls of an idle instance that have ended without a message, where the next one begins at once. */
function emptyOf({ service, askingSince }: Instance, now: number): number {
  const { wait = 0 } = service.settings.poll ?? {};
  return wait > 0 && !service.asksAtIntervals ? Math.floor((now - askingSince) / wait) : 0;
}
