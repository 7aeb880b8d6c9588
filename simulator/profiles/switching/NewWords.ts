import type { SystemText } from "../../model/index.ts";
import { isInVersion } from "../holds.ts";
import type { Condition, Parameter, Place, Primitive, Profile, Value } from "../Profile.ts";
import { type PlaceInSystem, placesOf } from "../places.ts";
import type { Scope } from "../Scope.ts";
import { vectorOf } from "../vectorOf.ts";
import { counterpartOf, type Search, type Wanted } from "./counterpartOf.ts";
import { type Json, partMadeAt } from "./json.ts";

/** What is written into a system in the words of the new broker. */
export class NewWords {
  private readonly system: SystemText;
  private readonly profile: Profile;
  /** Choices that parameters have been written under, by place: they must stay as they are. */
  private readonly chosen = new Map<string, Map<string, Value>>();
  /** Found when it is asked for, forgotten when something is written. */
  private known: ReadonlyMap<string, PlaceInSystem> | undefined;

  constructor(system: SystemText, profile: Profile) {
    this.system = system;
    this.profile = profile;
  }

  /**
   * Looks for what says the same at a place.
   * @param about the place that it is to be about, where that is another one
   */
  search(path: readonly string[], wanted: Wanted, about?: Place): Search {
    const [scope] = this.scopesAt(path);
    if (scope === undefined) return { why: undefined };
    const candidates = this.writableAt(path).filter(
      ({ of }) => about === undefined || of?.includes(about),
    );
    const search = counterpartOf(wanted, candidates, (when) => this.choose(path, when));
    if ("why" in search) return search;
    const { name } = search.found.parameter;
    const written = scope.written(name);
    const isSaid = written !== undefined && written !== search.found.value;
    return isSaid ? { why: `${name} is ${written} there already` } : search;
  }

  write(path: readonly string[], values: Readonly<Record<string, Value>>): void {
    Object.assign(partMadeAt(this.system, [...path, "parameters"]) as Json, values);
    this.known = undefined;
    const key = path.join("\0");
    const [scope] = this.scopesAt(path);
    const chosen = this.chosen.get(key) ?? new Map<string, Value>();
    for (const name of Object.keys(values)) {
      const entry = scope?.writable.find((each) => each.name === name);
      for (const choice of Object.keys(entry?.when ?? {})) {
        const value = scope?.valueOf(choice);
        if (value !== undefined) chosen.set(choice, value);
      }
    }
    this.chosen.set(key, chosen);
  }

  /** What the product does at a place, with what is written so far. */
  ruleAt(path: readonly string[], primitive: string): Primitive | undefined {
    const [scope] = this.scopesAt(path);
    return scope && vectorOf(scope)[primitive];
  }

  /** Whether a parameter that may be written at a place does just this among other things, and so allows it. */
  allows(path: readonly string[], primitive: string, value: Primitive): boolean {
    return this.writableAt(path).some(({ sets }) =>
      sets.some((each) => each.at === primitive && each.value === value),
    );
  }

  /** What the broker insists on and nobody has said: set as wide as it may be. */
  required(): { path: readonly string[]; name: string; value: number; without: string }[] {
    return [...this.places().values()].flatMap(({ path, scopes, text }) =>
      scopes
        .filter(({ profile }) => profile === this.profile)
        .flatMap((scope) =>
          scope.effective.flatMap(({ name, required, range, sets }) => {
            const isSaid =
              scope.written(name) !== undefined || sets.some((set) => text?.[set.at] !== undefined);
            return required === undefined || range === undefined || isSaid
              ? []
              : [{ path, name, value: range[1], without: required }];
          }),
        ),
    );
  }

  /** The places of the system as it stands now. */
  private places(): ReadonlyMap<string, PlaceInSystem> {
    this.known ??= new Map(placesOf(this.system).map((place) => [place.path.join("\0"), place]));
    return this.known;
  }

  private scopesAt(path: readonly string[]): Scope[] {
    const scopes = this.places().get(path.join("\0"))?.scopes ?? [];
    return scopes.filter(({ profile }) => profile === this.profile);
  }

  private writableAt(path: readonly string[]): Parameter[] {
    return this.scopesAt(path).flatMap(({ profile, place, version }) =>
      profile.parameters.filter(
        (each) => each.on.includes(place as Place) && isInVersion(each, version),
      ),
    );
  }

  /** The choices to write so that a condition holds, or undefined when it cannot be made to hold. */
  private choose(
    path: readonly string[],
    when: Condition | undefined,
  ): Record<string, Value> | undefined {
    const [scope] = this.scopesAt(path);
    if (scope === undefined) return undefined;
    const result: Record<string, Value> = {};
    for (const [name, wanted] of Object.entries(when ?? {})) {
      const allowed: readonly Value[] = Array.isArray(wanted) ? wanted : [wanted as Value];
      const now = scope.valueOf(name);
      if (now !== undefined && allowed.includes(now)) continue;
      const isFixed = this.chosen.get(path.join("\0"))?.has(name) ?? false;
      const isChoice = scope.writable.some(
        (each) => each.name === name && each.carriedOutBy === "choice",
      );
      const [first] = allowed;
      if (isFixed || !isChoice || first === undefined || scope.written(name) !== undefined)
        return undefined;
      result[name] = first;
    }
    return result;
  }
}
