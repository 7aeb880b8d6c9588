import type { z } from "zod";
import type { Filter as FilterModel } from "../model/index.ts";
import type { Context } from "./Context.ts";
import { type AttributeTest, passesTest } from "./routing.ts";

type FilterSettings = z.output<typeof FilterModel>;

/** Says what is let through. */
export interface MessageFilter {
  passes(message: number): boolean;
}

/** What a subscription or binding lets through (RULES R2): all that is named must pass. */
export class Filter implements MessageFilter {
  private readonly context: Context;
  private readonly settings: FilterSettings;
  private readonly types: ReadonlySet<number> | undefined;
  private readonly attributes: readonly (readonly [string, AttributeTest])[];
  private readonly stream: number;

  constructor(context: Context, settings: FilterSettings, id: string) {
    this.context = context;
    this.settings = settings;
    this.types =
      settings.messages && new Set(settings.messages.map((name) => context.types.indexOf(name)));
    this.attributes = Object.entries(settings.attributes ?? {});
    this.stream = context.kernel.stream(id, "filter");
  }

  /** Whether a message passes. */
  passes(message: number): boolean {
    const { messages, types, kernel } = this.context;
    if (this.types !== undefined && !this.types.has(messages.typeOf(message))) return false;
    for (const [id, test] of this.attributes)
      if (!passesTest(types.attributeText(message, id), test)) return false;
    return (
      this.settings.share === undefined || kernel.streams.chance(this.stream, this.settings.share)
    );
  }
}
