import type { MessageFilter } from "./Filter.ts";

/** A subscription that can be forgotten. */
interface Forgettable {
  readonly isForgotten: boolean;
  /** What it holds is gone. */
  forget(): void;
}

/** D31, S28. Lets nothing through to a subscription that is forgotten, else what its own filter does. */
export class PresentOnly implements MessageFilter {
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
