import type { Value } from "../Profile.ts";

/** What became of one setting when the broker was changed. */
export interface SwitchNote {
  /** Where it stands, from the root of the system (`["nodes", "orders"]`). */
  readonly at: readonly string[];
  /** In the words of the former broker; the name of a field where it has no word of its own. */
  readonly name: string;
  readonly value: unknown;
}

/** A setting that has a counterpart. */
export interface MappedSetting extends SwitchNote {
  /** In the words of the new broker. */
  readonly to: Readonly<Record<string, Value>>;
  /** What differs, where the counterpart is only near; absent where both mean the same. */
  readonly near?: string;
}

/** A setting that has none. It is kept in the design and comes back with its broker. */
export interface UnmatchedSetting extends SwitchNote {
  readonly why: string;
}

/** What changing the profile of a broker did to the settings that the design had written. */
export interface SwitchReport {
  readonly mapped: readonly MappedSetting[];
  readonly unmatched: readonly UnmatchedSetting[];
}
