import type { BrokerProfile } from "../model/index.ts";

/**
 * What is known of a broker, as data: its parameters in its own words and how they map to the
 * primitives of the model. No code of the engine knows a broker by its name.
 */

/** Where a parameter may be written, and what its settings apply to. */
export type Place =
  | "broker"
  | "queue"
  | "topic"
  | "stream"
  | "subscription"
  | "consumer"
  | "publisher";

/** A value of a parameter, as it stands in the design file. */
export type Value = string | number | boolean;

/** Units in which brokers count; those of time and size become quantities of the model. */
export type Unit = "ms" | "s" | "min" | "h" | "d" | "B" | "KiB" | "MiB" | "/s" | "messages" | "";

/**
 * What must hold for something to be in force: other parameters have (one of) these values; `@kind`
 * is the kind of the channel.
 */
export type Condition = Readonly<Record<string, Value | readonly Value[]>>;

/** Versions of the broker in which something holds: from `since` on, before `until`. */
export interface Span {
  readonly since?: string;
  readonly until?: string;
  readonly when?: Condition;
}

/**
 * One primitive that a parameter sets. A number becomes a quantity in the parameter's unit, else it
 * is written as it is.
 */
export interface Setting {
  /** Path of the primitive inside the node, subscription or `publisher`, such as `lease.timeout`. */
  readonly at: string;
  /** Added to the number: a limit of redeliveries is one less than a limit of deliveries. */
  readonly plus?: number;
  /** What is written for a value of the parameter; null writes nothing. Other values are written as they are. */
  readonly is?: Readonly<Record<string, Primitive | null>>;
  /** What is written whatever the value. */
  readonly value?: Primitive;
}

/** A value of a primitive, as it stands in the design file. */
export type Primitive = Value | readonly string[] | readonly number[];

/** One parameter of a broker. A name that behaves differently by version or kind has an entry for each. */
export interface Parameter extends Span {
  /** As the broker spells it. */
  readonly name: string;
  /** Where it may be written. What stands on a broker holds for all that it carries. */
  readonly on: readonly Place[];
  /** What its settings apply to; where it is written if absent. */
  readonly of?: readonly Place[];
  readonly unit: Unit;
  /** Absent: not set. */
  readonly default?: Value;
  /** Least and greatest value of a number. */
  readonly range?: readonly [number, number];
  /** Values outside the range that mean something of their own, such as -1 for none. */
  readonly special?: readonly Value[];
  /** It must be written: what the broker says without it. */
  readonly required?: string;
  /** The words to choose from. */
  readonly values?: readonly Value[];
  readonly meaning: string;
  /** What goes wrong when it is wrong. */
  readonly breaks: string;
  /** Where the default and the effect are written, or "observed". */
  readonly source: string;
  /** Primitives that it sets. Empty: see `carriedOutBy`. */
  readonly sets: readonly Setting[];
  /**
   * How it takes effect when it sets no primitive: by a link or a step that the design draws, by choosing
   * which other parameters and defaults hold, or not at all.
   */
  readonly carriedOutBy?: "link" | "choice" | "nothing";
}

/** Values of primitives that hold for a place of this broker, whatever its parameters say. */
export interface Vector extends Span {
  readonly of: readonly Place[];
  readonly sets: Readonly<Record<string, Primitive>>;
}

/** A broker. */
export interface Profile {
  readonly id: BrokerProfile;
  /** Its name as its makers write it. */
  readonly name: string;
  /** Versions whose behavior differs, oldest first. The last one holds where the design names none. */
  readonly versions: readonly [string, ...string[]];
  /** Kinds of channels that a design from another broker takes on here; any if absent. */
  readonly forms?: readonly ("queue" | "topic" | "stream")[];
  readonly parameters: readonly Parameter[];
  /** Later ones win. */
  readonly vectors: readonly Vector[];
  /** Its own names for refusals and losses, by the cause that a run reports. */
  readonly errors: Readonly<Record<string, string>>;
  /** Whether a delivery that is not the first carries a mark. */
  readonly marksRedelivered: boolean;
  /** What it reports as the number of a delivery: all deliveries, or the attempts that it counts. */
  readonly reports: "deliveries" | "counted";
  /** Sentences: what of it the engine carries out, beyond its parameters. */
  readonly modelled: readonly string[];
  /** Sentences: what of it is left out, and what that means. */
  readonly leftOut: readonly string[];
}
