import type { CompetingSettings } from "./CompetingSettings.ts";
import type { Context } from "./Context.ts";
import { GuardedSubscription } from "./GuardedSubscription.ts";
import { Subscription } from "./Subscription.ts";

/** What the links of a system say about a channel's subscription. */
export interface Surroundings {
  /** Consumers have ranks. */
  readonly hasPriorities: boolean;
  /** A dead letter of it can come back to it. */
  readonly goesRound: boolean;
}

/** A subscription of competing consumers: with guards only where something asks for them. */
export function makeSubscription(
  context: Context,
  id: string,
  node: number,
  settings: CompetingSettings,
  around: Surroundings,
): Subscription {
  const isGuarded = needsGuards(context, settings, around);
  const Kind = isGuarded ? GuardedSubscription : Subscription;
  return new Kind(context, id, node, settings);
}

function needsGuards(
  { types }: Context,
  settings: CompetingSettings,
  { hasPriorities, goesRound }: Surroundings,
): boolean {
  const { assign, lease, attempts, deadLetter, expiry, maxPriority, capacity } = settings;
  return (
    hasPriorities ||
    types.hasOwnExpiry ||
    assign.mode === "single-active" ||
    assign.mode === "key-exclusive" ||
    (expiry?.after !== undefined && expiry.evaluated !== "anywhere") ||
    attempts.checkedAt === "next-receive" ||
    (lease.timeout !== undefined &&
      (lease.checkEvery !== undefined ||
        lease.renewEvery !== undefined ||
        lease.onExpiry === "disconnect")) ||
    deadLetter.clock === "keeps" ||
    deadLetter.safety === "at-least-once" ||
    (deadLetter.cycles === "drop" && goesRound) ||
    maxPriority !== undefined ||
    settings.slowConsumer !== "wait" ||
    settings.redeliver.bypassesInFlightLimit ||
    capacity?.bytes !== undefined
  );
}
