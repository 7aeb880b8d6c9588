import { type Dimension, readQuantity } from "../../model/index.ts";
import { valueProblem } from "../checkParameters.ts";
import type { Condition, Parameter, Primitive, Unit, Value } from "../Profile.ts";
import { settingsOf } from "../vectorOf.ts";
import { NEAR_PRIMITIVES, NEAR_VALUES } from "./counterparts.ts";

/** A primitive that is looked for at another broker, and what is lost when it is taken. */
export interface Wanted {
  readonly at: string;
  readonly primitive: Primitive;
  /** Slots of the consumer that it is about: a window of fewer messages would leave some of them idle. */
  readonly slots?: number;
  readonly near?: string;
}

/** What says the same at another broker. */
export interface Counterpart {
  readonly parameter: Parameter;
  readonly value: Value;
  /** Choices that must be written with it. */
  readonly choices: Readonly<Record<string, Value>>;
  readonly near?: string;
}

/** What a setting is called at another broker, or why it cannot be said there. */
export type Search = { found: Counterpart } | { why: string | undefined };

/**
 * The primitives that a parameter is there for: those that its value decides, not those that only
 * come with it.
 */
export function primitivesOf(parameter: Parameter, value: Value): Wanted[] {
  const all = settingsOf(parameter, value);
  return parameter.sets.flatMap(({ at, value: fixed }) => {
    const primitive = all[at];
    return primitive === undefined || fixed !== undefined ? [] : [{ at, primitive }];
  });
}

/**
 * Searches the parameters that may be written at a place for one that sets a primitive.
 * @param choose whether a parameter's condition holds or can be made to, with the choices to write
 */
export function counterpartOf(
  wanted: Wanted,
  candidates: readonly Parameter[],
  choose: (when: Condition | undefined) => Readonly<Record<string, Value>> | undefined,
): Search {
  let why: string | undefined;
  for (const each of [wanted, ...nearOf(wanted)]) {
    let clipped: Counterpart | undefined;
    for (const parameter of candidates) {
      if (!parameter.sets.some(({ at, value }) => at === each.at && value === undefined)) continue;
      const choices = choose(parameter.when);
      if (choices === undefined) continue;
      const value = valueFor(parameter, each);
      if (value === undefined) {
        why ??= `${parameter.name} cannot say ${String(each.primitive)}`;
        continue;
      }
      const problem = valueProblem(parameter, value);
      const isChoice = Object.keys(choices).length > 0;
      if (problem === undefined) {
        // Another kind of client is further away than as much of this one as it can do.
        if (isChoice && clipped !== undefined) return { found: clipped };
        return { found: { parameter, value, choices, ...(each.near && { near: each.near }) } };
      }
      why ??= problem.replace(/\.$/, "");
      if (!isChoice) clipped ??= clippedTo(parameter, value, each.near);
    }
  }
  return { why };
}

/** The nearest value within a parameter's range. */
function clippedTo(parameter: Parameter, value: Value, near?: string): Counterpart | undefined {
  const { name, range } = parameter;
  if (range === undefined || typeof value !== "number") return undefined;
  const within = Math.min(range[1], Math.max(range[0], value));
  const limit = `${name} goes from ${range[0]} to ${range[1]}`;
  const said = near === undefined ? limit : `${near}; ${limit}`;
  return { parameter, value: within, choices: {}, near: said };
}

function nearOf({ at, primitive, slots = 0 }: Wanted): Wanted[] {
  const values = (NEAR_VALUES[at] ?? []).flatMap(([a, b, near]) =>
    a === primitive
      ? [{ at, primitive: b, near }]
      : b === primitive
        ? [{ at, primitive: a, near }]
        : [],
  );
  const paths = NEAR_PRIMITIVES.flatMap(([a, b, near]) =>
    a === at
      ? [{ at: b, primitive, near }]
      : b === at
        ? [{ at: a, primitive: windowOf(a, primitive, slots), near }]
        : [],
  );
  return [...values, ...paths];
}

/** Who polls has a poll for each slot; who is sent messages has one window for all slots. */
function windowOf(at: string, primitive: Primitive, slots: number): Primitive {
  return at === "prefetch" && typeof primitive === "number"
    ? Math.max(primitive, slots)
    : primitive;
}

/** The value with which a parameter sets a primitive just so. */
function valueFor(parameter: Parameter, { at, primitive }: Wanted): Value | undefined {
  const setting = parameter.sets.find((each) => each.at === at);
  if (setting === undefined) return undefined;
  const words = [...(parameter.values ?? []), ...(parameter.special ?? [])];
  const keys = Object.keys(setting.is ?? {}).map((key) =>
    typeof parameter.default === "number" || parameter.range ? Number(key) : key,
  );
  const number = numberIn(parameter.unit, primitive);
  const numbers = number === undefined ? [] : [number - (setting.plus ?? 0)];
  const plain = typeof primitive === "object" ? [] : [primitive];
  return (
    [...words, ...numbers, ...plain, ...keys].find(
      (value) =>
        valueProblem(parameter, value) === undefined &&
        isSamePrimitive(settingsOf(parameter, value)[at], primitive),
    ) ?? numbers[0]
  );
}

function isSamePrimitive(a: Primitive | undefined, b: Primitive): boolean {
  if (a === undefined) return false;
  return JSON.stringify(baseOf(a)) === JSON.stringify(baseOf(b));
}

function baseOf(primitive: Primitive): Primitive {
  return typeof primitive === "string" ? (quantityOf(primitive)?.value ?? primitive) : primitive;
}

const IN_UNIT: Partial<Record<Unit, readonly [Dimension, number]>> = {
  ms: ["duration", 0.001],
  s: ["duration", 1],
  min: ["duration", 60],
  h: ["duration", 3600],
  d: ["duration", 86_400],
  B: ["size", 1],
  KiB: ["size", 1024],
  MiB: ["size", 1_048_576],
  "/s": ["rate", 1],
};

/** A primitive as a number of a parameter's unit. */
function numberIn(unit: Unit, primitive: Primitive): number | undefined {
  const scale = IN_UNIT[unit];
  if (scale === undefined) return typeof primitive === "number" ? primitive : undefined;
  const quantity = typeof primitive === "string" ? quantityOf(primitive) : undefined;
  if (quantity === undefined || quantity.dimension !== scale[0]) return undefined;
  return Math.round((quantity.value / scale[1]) * 1e6) / 1e6;
}

function quantityOf(text: string): { dimension: Dimension; value: number } | undefined {
  if (!/^[\d.]/.test(text)) return undefined;
  for (const dimension of ["duration", "size", "rate"] as const) {
    const reading = readQuantity(dimension, text);
    if ("value" in reading) return { dimension, value: reading.value };
  }
  return undefined;
}
