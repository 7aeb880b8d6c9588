import type { SystemText } from "../model/index.ts";
import type { Place } from "./Profile.ts";
import { type PlaceInSystem, placesOf } from "./places.ts";
import type { Scope } from "./Scope.ts";
import { type Primitives, settingsOf, vectorOf } from "./vectorOf.ts";

/** What a broker makes of one place of a system. */
export interface LoweredPlace {
  readonly path: readonly string[];
  readonly place: Place;
  readonly primitives: Primitives;
  /** Who sets a primitive, in the broker's own words: `VisibilityTimeout 30`, or what it always does. */
  readonly wordOf: (primitive: string) => string;
}

/** What the brokers of a system make of each of its places. */
export function loweredPlaces(system: SystemText): LoweredPlace[] {
  return placesOf(system).flatMap(({ path, scopes: [scope] }: PlaceInSystem) =>
    scope === undefined
      ? []
      : [
          {
            path,
            place: scope.place,
            primitives: vectorOf(scope),
            wordOf: (primitive) => wordIn(scope, primitive),
          },
        ],
  );
}

function wordIn(scope: Scope, primitive: string): string {
  for (const parameter of scope.effective) {
    const value = scope.valueOf(parameter.name);
    if (value === undefined || settingsOf(parameter, value)[primitive] === undefined) continue;
    const unit = parameter.unit === "" || typeof value !== "number" ? "" : ` ${parameter.unit}`;
    const isDefault = scope.written(parameter.name) === undefined ? " (default)" : "";
    return `${parameter.name} ${String(value)}${unit}${isDefault}`;
  }
  const value = vectorOf(scope)[primitive];
  const text = Array.isArray(value) ? value.join(" or ") : String(value ?? "not set");
  return `${primitive} ${text} (always so)`;
}
