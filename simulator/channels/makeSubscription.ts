import type { CompetingSettings } from "./CompetingSettings.ts";
import type { Context } from "./Context.ts";
import { EphemeralSubscription } from "./EphemeralSubscription.ts";
import { GuardedSubscription } from "./GuardedSubscription.ts";
import { Subscription } from "./Subscription.ts";
import type { Surroundings } from "./surroundings.ts";

/** A subscription of competing consumers: with guards only where something asks for them. */
export function makeSubscription(
  context: Context,
  id: string,
  node: number,
  settings: CompetingSettings,
  around: Surroundings,
): Subscription {
  const isGuarded = needsGuards(settings, around, context.types.hasOwnExpiry);
  const Kind = isGuarded ? GuardedSubscription : Subscription;
  const isEphemeral = settings.cursor?.idleExpiry !== undefined;
  const subscription = new (isEphemeral ? EphemeralSubscription : Kind)(
    context,
    id,
    node,
    settings,
  );
  subscription.isInRing = around.goesRound;
  return subscription;
}

/**
 * Whether something asks for guards.
 * @param hasOwnExpiry whether messages of some type carry a time to live
 */
export function needsGuards(
  settings: CompetingSettings,
  { hasPriorities, goesRound, takesAges }: Surroundings,
  hasOwnExpiry: boolean,
): boolean {
  const { assign, lease, attempts, deadLetter, expiry, maxPriority, capacity } = settings;
  return (
    hasPriorities ||
    takesAges ||
    hasOwnExpiry ||
    assign.mode === "single-active" ||
    assign.mode === "key-exclusive" ||
    (expiry?.after !== undefined && expiry.evaluated !== "anywhere") ||
    attempts.checkedAt === "next-receive" ||
    (lease.timeout !== undefined &&
      (lease.checkEvery !== undefined ||
        lease.renewEvery !== undefined ||
        lease.startsAt === "handling" ||
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
