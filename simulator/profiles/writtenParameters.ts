import type { SystemText } from "../model/index.ts";
import type { Parameter, Value } from "./Profile.ts";
import { placesOf } from "./places.ts";
import type { Scope } from "./Scope.ts";
import { type Primitives, settingsOf } from "./vectorOf.ts";

/** A parameter that a design writes, with what it comes to. */
export interface WrittenParameter {
  readonly path: readonly string[];
  readonly parameter: Parameter;
  readonly value: Value;
  /** Primitives that it sets, by kind of the place that they apply to. */
  readonly sets: Primitives;
}

/** The brokers' own parameters that a system writes where a profile reads them. */
export function writtenParameters(system: SystemText): WrittenParameter[] {
  return placesOf(system).flatMap(({ path, scopes, text }) =>
    Object.entries((text?.parameters ?? {}) as Record<string, Value>).flatMap(([name, value]) => {
      const parameter = entryOf(scopes, name);
      return parameter === undefined
        ? []
        : [
            {
              path: [...path, "parameters", name],
              parameter,
              value,
              sets: settingsOf(parameter, value),
            },
          ];
    }),
  );
}

function entryOf(scopes: readonly Scope[], name: string): Parameter | undefined {
  for (const scope of scopes) {
    const entry = scope.writable.find((parameter) => parameter.name === name);
    if (entry !== undefined) return entry;
  }
  return undefined;
}
