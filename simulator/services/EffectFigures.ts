import type { Context } from "../channels/Context.ts";
import { REDELIVERY_CAUSES, type RedeliveryCause } from "../channels/causes.ts";
import type { Counters } from "../kernel/probe/Counters.ts";
import type { EffectKeys } from "./EffectKeys.ts";
import type { EffectLedger } from "./EffectLedger.ts";
import type { EffectReach } from "./EffectReach.ts";
import type { Service } from "./Service.ts";

const HAPPENED = 0;
const UNDONE = 1;
const ROOTS_WITH = 2;
const ROOTS_REPEATED = 3;
const REPEATED = 4;
const SIZE = REPEATED + REDELIVERY_CAUSES.length;

/** Counts of one effect since the end of the warm-up. */
export interface EffectCounts {
  readonly happened: number;
  readonly undone: number;
  /** Ended roots (or keys, where its steps name one) for which it happened at least once. */
  readonly rootsWith: number;
  /** Ended roots (or keys) for which it happened more than once. */
  readonly rootsRepeated: number;
  /** The same by number of times: once, twice or more. */
  readonly once: number;
  readonly twiceOrMore: number;
  /**
   * Ended roots for which it never happened though it could have: a way leads from their producer and message type to
   * a step that has it, whatever chances, attributes and branches say. Undefined where it is counted by a key of its
   * own, since nobody knows for which keys it should have happened.
   */
  readonly missing: number | undefined;
  /** Times that it happened again, by what made the message be handled again. */
  readonly repeated: Partial<Record<RedeliveryCause, number>>;
}

/** Named business consequences: how often each happened, for which roots, and why more than once. */
export class EffectFigures {
  readonly names: readonly string[];
  /** The books, where objectives ask for them. */
  ledger: EffectLedger | undefined = undefined;
  /** Counts by business key, where effects have one of their own. */
  keys: EffectKeys | undefined = undefined;
  /** Which roots can come to which effect, where there are effects. */
  reach: EffectReach | undefined = undefined;
  private readonly context: Context;
  private readonly counters: Counters;
  private readonly first: number;

  constructor(context: Context, names: readonly string[]) {
    this.context = context;
    this.names = names;
    this.counters = context.kernel.probe.counters;
    this.first = this.counters.open(names.length * SIZE + 1);
  }

  /**
   * An effect happens for the root of a message, in work on a delivery of `entry` that came for `cause`.
   * Returns whether it had happened before.
   */
  happen(message: number, effect: number, cause: number, node: number, entry: number): boolean {
    const { counters } = this;
    const base = this.first + effect * SIZE;
    counters.add(base + HAPPENED);
    const isRepeated = this.countOnce(message, effect, base) > 0;
    this.ledger?.happen(message, effect);
    if (isRepeated) {
      const why = cause || this.overtakingCause(message, entry);
      counters.add(base + REPEATED + why);
      const number = effect * REDELIVERY_CAUSES.length + why;
      this.context.exemplars.note("effect-repeated", number, node, message);
    }
    return isRepeated;
  }

  /** H7. Who works on a first delivery is overtaken by a later one, and repeats its effect for the cause of that. */
  private overtakingCause(message: number, entry: number): number {
    const { entries, messages } = this.context;
    const isOfRoot =
      entry >= 0 && messages.rootOf(entries.messageOf(entry)) === messages.rootOf(message);
    return isOfRoot ? entries.causeOf(entry) : 0;
  }

  /** An effect is taken back by a service: once, or for all facts it has handled that the message withdraws. */
  undo(message: number, effect: number, service: Service | undefined): void {
    const times = service?.withdrawn?.factsOf(message) ?? 1;
    this.counters.addMany(this.first + effect * SIZE + UNDONE, times);
    if (this.keys?.has(effect)) this.keys.add(message, effect, -1);
    else this.context.messages.undoEffect(message, effect);
  }

  /** Counts an effect for its root, or for its key. Returns how often it had happened before. */
  private countOnce(message: number, effect: number, base: number): number {
    if (this.keys === undefined || !this.keys.has(effect))
      return this.context.messages.countEffect(message, effect);
    const before = this.keys.add(message, effect, 1);
    const { counters } = this;
    if (before === 0) counters.add(base + ROOTS_WITH);
    if (before === 1) counters.add(base + ROOTS_REPEATED);
    return before;
  }

  /** A root has ended: what happened for it is final. */
  rootEnded(root: number): void {
    const { counters } = this;
    counters.add(this.first + this.names.length * SIZE);
    this.reach?.rootEnded(root);
    this.ledger?.rootEnded(root);
    this.keys?.rootEnded(root);
    for (let effect = 0; effect < this.names.length; effect++) {
      const times = this.context.messages.effectsOf(root, effect);
      if (times > 0) counters.add(this.first + effect * SIZE + ROOTS_WITH);
      if (times > 1) counters.add(this.first + effect * SIZE + ROOTS_REPEATED);
    }
  }

  /** Roots that have ended since the end of the warm-up and could have come to an effect. */
  endedOf(effect: number): number {
    return this.reach?.endedOf(this.names[effect]!) ?? 0;
  }

  /** Roots that have ended, since the end of the warm-up. */
  get endedRoots(): number {
    return this.counters.value(this.first + this.names.length * SIZE);
  }

  /** Times that an effect happened for a root that had it already. */
  repeatedCount(effect: number): number {
    return this.counters.sum(this.first + effect * SIZE + REPEATED, REDELIVERY_CAUSES.length);
  }

  counts(effect: number): EffectCounts {
    const value = (counter: number): number =>
      this.counters.value(this.first + effect * SIZE + counter);
    const repeated: Partial<Record<RedeliveryCause, number>> = {};
    REDELIVERY_CAUSES.forEach((cause, i) => {
      if (value(REPEATED + i) > 0) repeated[cause] = value(REPEATED + i);
    });
    return {
      happened: value(HAPPENED),
      undone: value(UNDONE),
      rootsWith: value(ROOTS_WITH),
      rootsRepeated: value(ROOTS_REPEATED),
      once: value(ROOTS_WITH) - value(ROOTS_REPEATED),
      twiceOrMore: value(ROOTS_REPEATED),
      missing: this.keys?.has(effect) ? undefined : this.endedOf(effect) - value(ROOTS_WITH),
      repeated,
    };
  }
}
