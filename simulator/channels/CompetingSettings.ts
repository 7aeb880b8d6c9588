import type { Queue, Subscription } from "../model/index.ts";

/** Settings of a queue's one subscription, or of a subscription of a topic. */
export type CompetingSettings = Pick<
  Queue,
  "lease" | "attempts" | "redeliver" | "deadLetter" | "order" | "maxInFlight" | "slowConsumer"
> &
  Pick<Subscription, "expiry"> & {
    readonly assign: Pick<Subscription["assign"], "mode" | "dispatch">;
    readonly cursor?: Pick<Subscription["cursor"], "idleExpiry">;
  } & Partial<
    Pick<Queue, "ageing" | "delay" | "discipline" | "maxPriority" | "capacity" | "onInFlightLimit">
  >;
