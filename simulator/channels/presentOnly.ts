import type { Stream } from "../model/index.ts";
import { EphemeralSubscription } from "./EphemeralSubscription.ts";
import type { MessageFilter } from "./Filter.ts";
import { Group } from "./Group.ts";
import type { Subscription } from "./Subscription.ts";

/** A subscription that can be forgotten. */
interface Forgettable {
  readonly isForgotten: boolean;
  /** What it holds is gone. */
  forget(): void;
}

/** D31, S28. Lets nothing through to a subscription that is forgotten, else what its own filter does. */
class PresentOnly implements MessageFilter {
  private readonly subscription: Forgettable;
  private readonly filter: MessageFilter | undefined;

  constructor(subscription: Forgettable, filter: MessageFilter | undefined) {
    this.subscription = subscription;
    this.filter = filter;
  }

  passes(message: number): boolean {
    if (!this.subscription.isForgotten) return this.filter?.passes(message) ?? true;
    this.subscription.forget();
    return false;
  }
}

/** D31, S28. A filter that holds back what comes while the subscription is forgotten, where it can be. */
export function presentOnly(
  subscription: Subscription | Group,
  { cursor }: Stream["subscriptions"][string],
  filter: MessageFilter | undefined,
): MessageFilter | undefined {
  const isForgettable =
    subscription instanceof EphemeralSubscription || subscription instanceof Group;
  return cursor.idleExpiry === undefined || !isForgettable
    ? filter
    : new PresentOnly(subscription, filter);
}
