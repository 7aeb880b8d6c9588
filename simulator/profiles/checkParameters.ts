import { type ReferenceProblem, type SystemText, suggestion } from "../model/index.ts";
import type { Parameter, Value } from "./Profile.ts";
import { type PlaceInSystem, placesOf } from "./places.ts";
import type { Scope } from "./Scope.ts";

/** What is wrong with the brokers' own parameters in a system: unknown names, values out of range. */
export function checkParameters(system: SystemText): ReferenceProblem[] {
  const places = placesOf(system);
  return [...places.flatMap(valueProblems), ...places.flatMap(missing)];
}

function valueProblems(place: PlaceInSystem): ReferenceProblem[] {
  return Object.entries((place.text?.parameters ?? {}) as Record<string, Value>).flatMap(
    ([name, value]) => {
      const message = problemOf(place, name, value);
      return message === undefined ? [] : [{ path: [...place.path, "parameters", name], message }];
    },
  );
}

/** What a broker demands and the design does not say. */
function missing({ path, scopes, text }: PlaceInSystem): ReferenceProblem[] {
  const absent = scopes.flatMap((scope) =>
    scope.effective.filter(
      ({ name, required, sets }) =>
        required !== undefined &&
        scope.written(name) === undefined &&
        sets.every(({ at }) => text?.[at] === undefined),
    ),
  );
  return absent.map(({ name, required }) => ({
    path: [...path, "parameters", name],
    message: `${name} must be set here: without it the broker answers ${required}. Set it.`,
  }));
}

/** A value is right when one of the brokers that have a say here takes it. */
function problemOf({ scopes }: PlaceInSystem, name: string, value: Value): string | undefined {
  let first: string | undefined;
  for (const scope of scopes) {
    const problem = problemIn(scope, name, value);
    if (problem === undefined) return undefined;
    first ??= problem;
  }
  return first;
}

function problemIn(scope: Scope, name: string, value: Value): string | undefined {
  const entry = scope.writable.find((parameter) => parameter.name === name);
  return entry === undefined ? whyNot(scope, name) : valueProblem(entry, value);
}

/** What is wrong with a value of a parameter, as a sentence; undefined when nothing is. */
export function valueProblem(parameter: Parameter, value: Value): string | undefined {
  const { name, values, range, special, unit } = parameter;
  if (special?.includes(value)) return undefined;
  const wanted = values ?? special ?? [];
  if (values !== undefined) {
    if (values.includes(value)) return undefined;
    return `${name} is one of ${wanted.map((each) => JSON.stringify(each)).join(", ")}.`;
  }
  if (range !== undefined || typeof parameter.default === "number") {
    const also = special ? ` (or ${special.join(", ")})` : "";
    const [least, most] = range ?? [-Infinity, Infinity];
    const inUnit = unit === "" ? "" : ` ${unit}`;
    if (typeof value !== "number") return `${name} is a number${inUnit && ` of${inUnit}`}${also}.`;
    if (value >= least && value <= most) return undefined;
    if (most === Infinity) return `${name} is at least ${least}${inUnit}${also}.`;
    return `${name} lies between ${least} and ${most}${inUnit}${also}.`;
  }
  if (typeof parameter.default === "boolean" && typeof value !== "boolean")
    return `${name} is true or false.`;
  return undefined;
}

/** Why a name may not stand here: not in this version, not with these settings, elsewhere, or unknown. */
function whyNot(scope: Scope, name: string): string {
  const { profile, place, version } = scope;
  const entries = profile.parameters.filter((parameter) => parameter.name === name);
  const here = entries.filter((parameter) => parameter.on.includes(place));
  if (here.length > 0) {
    const conditions = here.map(({ since, until, when }) =>
      [
        since && `since ${since}`,
        until && `before ${until}`,
        when && `with ${Object.entries(when).map(conditionText).join(" and ")}`,
      ]
        .filter(Boolean)
        .join(", "),
    );
    return `${name} has no effect here: ${profile.name} ${version} knows it only ${conditions.join(", or ")}. Remove it, or change that.`;
  }
  if (entries.length > 0) {
    const places = new Set(entries.flatMap((parameter) => parameter.on));
    return `${name} does not stand on a ${place} but on a ${[...places].join(" or ")}. Move it there.`;
  }
  const known = new Set(scope.writable.map((parameter) => parameter.name));
  return `${profile.name} has no parameter "${name}" for a ${place}.${suggestion(name, [...known])}`;
}

function conditionText([name, values]: [string, unknown]): string {
  return `${name} = ${Array.isArray(values) ? values.join(" or ") : String(values)}`;
}
