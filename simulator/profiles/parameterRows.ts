import type { SystemText } from "../model/index.ts";
import type { Parameter, Profile, Value } from "./Profile.ts";
import { placesOf } from "./places.ts";

/** A parameter as it stands at one place of a design. */
export interface ParameterRow {
  readonly parameter: Parameter;
  readonly profile: Profile;
  /** Written at this place itself. */
  readonly value: Value | undefined;
  /** What holds without it: inherited from the channel or the broker, or the default. */
  readonly otherwise: Value | undefined;
}

/** The parameters that may be written at a place of a system (`["nodes", "orders"]`), in the order of the profile. */
export function parameterRows(system: SystemText, path: readonly string[]): ParameterRow[] {
  const key = path.join("\0");
  const place = placesOf(system).find((each) => each.path.join("\0") === key);
  if (place === undefined) return [];
  const written = (place.text?.parameters ?? {}) as Readonly<Record<string, Value>>;
  const rows = new Map<string, ParameterRow>();
  for (const scope of place.scopes) {
    for (const parameter of scope.writable) {
      if (rows.has(parameter.name)) continue;
      const value = written[parameter.name];
      rows.set(parameter.name, {
        parameter,
        profile: scope.profile,
        value,
        otherwise: value === undefined ? scope.valueOf(parameter.name) : parameter.default,
      });
    }
  }
  return [...rows.values()];
}
