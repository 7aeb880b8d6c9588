import type { SystemText } from "../model/index.ts";
import type { Place, Primitive } from "./Profile.ts";
import { type PlaceInSystem, placesOf } from "./places.ts";
import type { Scope } from "./Scope.ts";
import { productPrimitivesIn } from "./switching/productPrimitives.ts";
import { type Primitives, settingsOf, vectorOf } from "./vectorOf.ts";

/** What a broker makes of one place of a system. */
export interface LoweredPlace {
  readonly path: readonly string[];
  readonly place: Place;
  readonly primitives: Primitives;
  /** Who sets a primitive, in the broker's own words: `VisibilityTimeout 30`, or what it always does. */
  readonly wordOf: (primitive: string) => string;
}

/** What the brokers of a system make of each of its places; what the design sets itself holds. */
export function loweredPlaces(system: SystemText): LoweredPlace[] {
  return placesOf(system).flatMap(({ path, scopes: [scope], text }: PlaceInSystem) => {
    if (scope === undefined) return [];
    const own = Object.fromEntries(
      productPrimitivesIn(scope.place, text ?? {}).map(({ primitive, value }) => [
        primitive,
        value,
      ]),
    ) as Primitives;
    const wordOf = (primitive: string) =>
      primitive in own
        ? `${primitive} ${textOf(own[primitive])} (set in the design)`
        : wordIn(scope, primitive);
    return [{ path, place: scope.place, primitives: { ...vectorOf(scope), ...own }, wordOf }];
  });
}

function textOf(value: Primitive | undefined): string {
  if (Array.isArray(value)) return value.join(" or ");
  return typeof value === "object" ? JSON.stringify(value) : String(value ?? "not set");
}

function wordIn(scope: Scope, primitive: string): string {
  for (const parameter of scope.effective) {
    const value = scope.valueOf(parameter.name);
    if (value === undefined || settingsOf(parameter, value)[primitive] === undefined) continue;
    const unit = parameter.unit === "" || typeof value !== "number" ? "" : ` ${parameter.unit}`;
    const isDefault = scope.written(parameter.name) === undefined ? " (default)" : "";
    return `${parameter.name} ${String(value)}${unit}${isDefault}`;
  }
  return `${primitive} ${textOf(vectorOf(scope)[primitive])} (always so)`;
}
