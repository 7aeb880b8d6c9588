import { readQuantity, writeQuantity } from "../../simulator/index.ts";
import { isObject, type Json, type JsonObject, present } from "./AsyncApiDocument.ts";
import type { Fact } from "./fact.ts";

/**
 * Retries in the words that the standard may get (asyncapi/spec, proposal 1234): maxAttempts, and
 * a strategy with ISO 8601 durations.
 */

const isoOf = (text: Json | undefined): string | undefined => {
  if (typeof text !== "string") return undefined;
  const reading = readQuantity("duration", text);
  if ("problem" in reading) return undefined;
  const seconds = String(reading.value);
  return seconds.includes("e") ? undefined : `PT${seconds}S`;
};

const ISO = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

const textOf = (iso: Json | undefined): string | undefined => {
  const match = typeof iso === "string" ? ISO.exec(iso) : null;
  if (!match) return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  return writeQuantity("duration", days * 86_400 + hours * 3600 + minutes * 60 + seconds);
};

/** Names of the design's fields of each kind of backoff, and of the proposal's. */
const DURATIONS: Record<string, readonly (readonly [string, string])[]> = {
  none: [],
  fixed: [["delay", "initialDelay"]],
  linear: [
    ["step", "initialDelay"],
    ["max", "maxDelay"],
  ],
  exponential: [
    ["first", "initialDelay"],
    ["max", "maxDelay"],
  ],
  schedule: [],
  random: [],
};
const OTHERS: Record<string, readonly (readonly [string, string])[]> = {
  exponential: [
    ["factor", "multiplier"],
    ["jitter", "jitter"],
  ],
  random: [["delay", "delay"]],
};

function writeStrategy(backoff: JsonObject): JsonObject | undefined {
  const kind = String(backoff.kind);
  const strategy: JsonObject = { type: kind };
  for (const [from, to] of DURATIONS[kind] ?? []) {
    if (backoff[from] === undefined) continue;
    const iso = isoOf(backoff[from]);
    if (iso === undefined) return undefined;
    strategy[to] = iso;
  }
  for (const [from, to] of OTHERS[kind] ?? []) {
    if (backoff[from] !== undefined) strategy[to] = backoff[from];
  }
  if (kind === "schedule") {
    const delays = Array.isArray(backoff.delays) ? backoff.delays.map(isoOf) : [];
    if (delays.includes(undefined)) return undefined;
    strategy.delays = delays as string[];
  }
  return strategy;
}

function readStrategy(strategy: JsonObject): JsonObject | undefined {
  const kind = String(strategy.type);
  const durations = DURATIONS[kind];
  if (durations === undefined) return undefined;
  const backoff: JsonObject = { kind };
  for (const [to, from] of durations) {
    const text = textOf(strategy[from]);
    if (text !== undefined) backoff[to] = text;
  }
  for (const [to, from] of OTHERS[kind] ?? []) {
    if (strategy[from] !== undefined) backoff[to] = strategy[from];
  }
  if (kind === "schedule" && Array.isArray(strategy.delays))
    backoff.delays = strategy.delays.map((delay) => textOf(delay) ?? delay);
  return backoff;
}

/** The retry policy of a consumer, which stands at each of its receive operations. */
export const RETRY_FACT: Fact = {
  at: ["retry"],
  to: ["x-sluice", "retry"],
  write: (policy) => {
    if (!isObject(policy)) return undefined;
    const { attempts, backoff, ...rest } = policy;
    const strategy = isObject(backoff) ? writeStrategy(backoff) : undefined;
    if (backoff !== undefined && strategy === undefined) return undefined;
    return present({ maxAttempts: attempts, strategy, ...rest }) as JsonObject;
  },
  read: (retry) => {
    if (!isObject(retry)) return undefined;
    const { maxAttempts, strategy, ...rest } = retry;
    const backoff = isObject(strategy) ? readStrategy(strategy) : undefined;
    return present({ attempts: maxAttempts, backoff, ...rest }) as JsonObject;
  },
};
