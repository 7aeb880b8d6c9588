import { Subscription } from "../model/index.ts";

/** Settings of a subscription that the system does not declare: those of an empty declaration. */
export const DEFAULT_SUBSCRIPTION: Subscription = Subscription.parse({});
