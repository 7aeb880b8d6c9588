import type { z } from "zod";
import type { Filter, Topic } from "../model/index.ts";

/** What a filter asks of one attribute. */
export type AttributeTest = NonNullable<z.output<typeof Filter>["attributes"]>[string];

/** Whether an attribute passes a test (RULES R2); a message that does not carry it has no value. */
export function passesTest(value: string | undefined, test: AttributeTest): boolean {
  if (Array.isArray(test)) return value !== undefined && test.includes(value);
  if (test.exists !== undefined && test.exists !== (value !== undefined)) return false;
  if (test.prefix !== undefined && !(value?.startsWith(test.prefix) ?? false)) return false;
  return test.not === undefined || value === undefined || !test.not.includes(value);
}

/** Whether a binding takes every message, whatever its routing key (RULES R2). */
export function takesAnyKey(
  routing: Topic["routing"],
  keys: readonly string[] | undefined,
): keys is undefined {
  return keys === undefined || routing === "fanout" || routing === "headers";
}

/** Whether a binding with these keys takes a routing key, in a topic that routes like this (RULES R2). */
export function fitsBinding(
  routing: Topic["routing"],
  keys: readonly string[] | undefined,
  routingKey: string,
): boolean {
  if (takesAnyKey(routing, keys)) return true;
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
