import type { FutureEventList } from "../kernel/FutureEventList.ts";
import { whatOf } from "../kernel/Kernel.ts";
import type { Consumer } from "../model/index.ts";
import { SERVICE_EVENT } from "./eventKinds.ts";
import type { Instance } from "./Instance.ts";
import { TokenBucket } from "./TokenBucket.ts";

/** H17, H18. How a consumer protects itself: by the rate of what it starts, and by refusing when too much waits. */
export class SelfProtection {
  private readonly events: FutureEventList;
  private readonly limiter: TokenBucket | undefined;
  private readonly waits: boolean;
  private readonly shedsAbove: number;

  constructor(
    events: FutureEventList,
    { rateLimit, shedding }: Pick<Consumer, "rateLimit" | "shedding">,
  ) {
    this.events = events;
    this.limiter = rateLimit && new TokenBucket(events, rateLimit.rate, rateLimit.burst);
    this.waits = rateLimit?.whenExceeded === "wait";
    this.shedsAbove = shedding?.above ?? Infinity;
  }

  /** H17. Takes a token for a handler that is to begin. Without one its instance looks again when there is one. */
  mayBegin(instance: Instance): boolean {
    if (!this.waits || this.limiter === undefined || this.limiter.take()) return true;
    if (instance.awaitsToken) return false;
    instance.awaitsToken = true;
    const what = whatOf(SERVICE_EVENT.tokenComes, instance.index);
    this.events.schedule(this.limiter.secondsToNext, what, 0);
    return false;
  }

  /** H17, H18. Whether a message is refused: it comes too fast, or so many wait behind it. */
  refuses(waiting: number): boolean {
    if (waiting > this.shedsAbove) return true;
    return !this.waits && this.limiter?.take() === false;
  }
}
