import type { z } from "zod";
import type { Filter as FilterModel, Topic } from "../model/index.ts";
import type { Context } from "./Context.ts";

type FilterSettings = z.output<typeof FilterModel>;
type AttributeTest = NonNullable<FilterSettings["attributes"]>[string];

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

function passesTest(value: string | undefined, test: AttributeTest): boolean {
  if (Array.isArray(test)) return value !== undefined && test.includes(value);
  if (test.exists !== undefined && test.exists !== (value !== undefined)) return false;
  if (test.prefix !== undefined && !(value?.startsWith(test.prefix) ?? false)) return false;
  return test.not === undefined || value === undefined || !test.not.includes(value);
}

/** Whether a binding with these keys takes a routing key, in a topic that routes like this (RULES R2). */
export function fitsBinding(
  routing: Topic["routing"],
  keys: readonly string[] | undefined,
  routingKey: string,
): boolean {
  if (keys === undefined || routing === "fanout" || routing === "headers") return true;
  if (routing === "pattern") return keys.some((pattern) => fitsPattern(pattern, routingKey));
  return keys.includes(routingKey);
}

/**
 * Whether a routing key fits a binding key: `*` stands for exactly one word, `#` for any number of words,
 * words are separated by dots (AMQP 0-9-1, topic exchange).
 */
function fitsPattern(pattern: string, key: string): boolean {
  return fits(pattern.split("."), key.split("."));
}

function fits(pattern: readonly string[], words: readonly string[]): boolean {
  if (pattern.length === 0) return words.length === 0;
  const [first, ...rest] = pattern;
  if (first === "#") {
    for (let skip = 0; skip <= words.length; skip++) if (fits(rest, words.slice(skip))) return true;
    return false;
  }
  return words.length > 0 && (first === "*" || first === words[0]) && fits(rest, words.slice(1));
}
