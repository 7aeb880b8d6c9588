import type { CompetingSettings } from "./CompetingSettings.ts";
import type { Context } from "./Context.ts";
import { isCopy } from "./copies.ts";
import { GuardedSubscription } from "./GuardedSubscription.ts";
import { Presence } from "./Presence.ts";

/** A subscription that is forgotten, with all that is ready in it, when nobody has been connected for too long (RULES D31). */
export class EphemeralSubscription extends GuardedSubscription {
  private readonly presence: Presence;

  constructor(context: Context, id: string, node: number, settings: CompetingSettings) {
    super(context, id, node, settings);
    const { idleExpiry = Infinity } = settings.cursor ?? {};
    this.presence = new Presence(context.kernel.events, this.members, idleExpiry, isCopy(id));
  }

  get isForgotten(): boolean {
    return this.presence.isForgotten;
  }

  override memberChanged(): void {
    if (this.presence.changed()) this.forget();
  }

  forget(): void {
    while (this.lines.head >= 0) {
      const entry = this.lines.head;
      this.leaveLine(entry);
      this.discard(entry, "no-subscriber");
    }
  }
}
