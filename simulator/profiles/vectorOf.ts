import { isInVersion, isMet } from "./holds.ts";
import type { Parameter, Primitive, Setting, Unit, Value } from "./Profile.ts";
import type { Scope } from "./Scope.ts";

const QUANTITIES: readonly Unit[] = ["ms", "s", "min", "h", "d", "B", "KiB", "MiB"];

/** Primitives by their path, as a design file would write them. */
export type Primitives = Readonly<Record<string, Primitive>>;

/** The primitives that hold at a place: those of the broker's kind, then those of its parameters. */
export function vectorOf(scope: Scope): Primitives {
  const result: Record<string, Primitive> = {};
  for (const vector of scope.profile.vectors) {
    if (!vector.of.includes(scope.place) || !isInVersion(vector, scope.version)) continue;
    if (isMet(vector, (name) => scope.valueOf(name))) Object.assign(result, vector.sets);
  }
  for (const parameter of scope.effective) {
    const value = scope.valueOf(parameter.name);
    if (value !== undefined) Object.assign(result, settingsOf(parameter, value));
  }
  return result;
}

/** The primitives that one value of a parameter sets. */
export function settingsOf(parameter: Parameter, value: Value): Primitives {
  const result: Record<string, Primitive> = {};
  for (const setting of parameter.sets) {
    const primitive = primitiveOf(setting, value, parameter.unit);
    if (primitive !== undefined && primitive !== null) result[setting.at] = primitive;
  }
  return result;
}

function primitiveOf(setting: Setting, value: Value, unit: Unit): Primitive | null | undefined {
  if (setting.is !== undefined && Object.hasOwn(setting.is, String(value)))
    return setting.is[String(value)];
  if (setting.value !== undefined) return setting.value;
  if (typeof value !== "number") return value;
  const number = value + (setting.plus ?? 0);
  if (unit === "/s") return `${number}/s`;
  return QUANTITIES.includes(unit) ? `${number} ${unit}` : number;
}
