import { isInVersion, isMet, versionOf } from "./holds.ts";
import type { Parameter, Place, Profile, Value } from "./Profile.ts";

/** Parameters that stand in a design, by name. */
export type Written = Readonly<Record<string, Value>>;

/**
 * What holds at one place of a design: the parameters that are written there, and those that it
 * inherits from the channel and the broker, under the version of that broker.
 */
export class Scope {
  readonly profile: Profile;
  readonly version: string;
  readonly place: Place;
  /** The place's own parameters first, then those that it inherits. */
  private readonly chain: readonly Written[];
  private readonly resolving = new Set<string>();

  constructor(
    profile: Profile,
    version: string | undefined,
    place: Place,
    chain: readonly (Written | undefined)[],
  ) {
    this.profile = profile;
    this.version = versionOf(profile, version);
    this.place = place;
    this.chain = chain.map((written) => written ?? {});
  }

  /** The value of a parameter that is written here or inherited. */
  written(name: string): Value | undefined {
    for (const written of this.chain) if (Object.hasOwn(written, name)) return written[name];
    return undefined;
  }

  /** The value that holds: written, inherited, or the default of this version and kind. */
  valueOf(name: string): Value | undefined {
    const written = this.written(name);
    if (written !== undefined || this.resolving.has(name)) return written;
    this.resolving.add(name);
    const value = this.profile.parameters.find(
      (parameter) => parameter.name === name && this.isInForce(parameter),
    )?.default;
    this.resolving.delete(name);
    return value;
  }

  /** Whether an entry is the one that holds here, by version and by the other parameters. */
  isInForce(parameter: Parameter): boolean {
    return isInVersion(parameter, this.version) && isMet(parameter, (name) => this.valueOf(name));
  }

  /** The entries whose settings apply here. */
  get effective(): Parameter[] {
    return this.profile.parameters.filter(
      (parameter) =>
        (parameter.of ?? parameter.on).includes(this.place) && this.isInForce(parameter),
    );
  }

  /** The entries that may be written here. */
  get writable(): Parameter[] {
    return this.profile.parameters.filter(
      (parameter) => parameter.on.includes(this.place) && this.isInForce(parameter),
    );
  }
}
