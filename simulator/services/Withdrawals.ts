import type { MessageTypes } from "../channels/MessageTypes.ts";

/** Facts that are remembered for each type; of more, the oldest are forgotten. */
const REMEMBERED = 1 << 16;

/** What a consumer did with the facts of one key. */
interface Handled {
  /** Facts that it has handled: before they were withdrawn, and afterwards. */
  before: number;
  afterwards: number;
  isUndone: boolean;
}

/** What a consumer did with facts that were withdrawn: with each of them, however many share a key. */
export interface WithdrawnSummary {
  /** Facts that it has handled and that were withdrawn, before or after. */
  readonly acted: number;
  /** Of these: it handled them though they had been withdrawn already. */
  readonly afterwards: number;
  /** Of these: it has handled their withdrawal too. */
  readonly undone: number;
}

/** H16. Which facts have been withdrawn: by the type of the fact, the keys. */
export class Withdrawals {
  /** Type of the fact that messages of a type withdraw, −1 if none. */
  readonly factOf: readonly number[];
  private readonly types: MessageTypes;
  private readonly withdrawn: readonly Set<number>[];

  constructor(types: MessageTypes) {
    this.types = types;
    this.factOf = types.names.map((_, type) => {
      const fact = types.typeAt(type)?.withdraws;
      return fact === undefined ? -1 : types.indexOf(fact);
    });
    this.withdrawn = types.names.map(() => new Set<number>());
    for (const [type, fact] of this.factOf.entries()) if (fact >= 0) types.listen(type, this);
  }

  /** A message that withdraws has come into being. */
  created(message: number, type: number): void {
    const keys = this.withdrawn[this.factOf[type]!]!;
    keys.add(this.types.messages.keyOf(message));
    forgetOldest(keys);
  }

  /** Whether the fact of a type and key has been withdrawn. */
  has(type: number, key: number): boolean {
    return this.withdrawn[type]!.has(key);
  }
}

/** H16. What one consumer did with facts that were withdrawn. */
export class WithdrawnFigures {
  private readonly types: MessageTypes;
  private readonly withdrawals: Withdrawals;
  /** By the type of the fact, by key. */
  private readonly handled: readonly Map<number, Handled>[];
  /** Types that have a handler of their own, or (with `*`) all. */
  private readonly handles: readonly string[];

  constructor(types: MessageTypes, withdrawals: Withdrawals, handles: readonly string[]) {
    this.types = types;
    this.handles = handles;
    this.withdrawals = withdrawals;
    this.handled = types.names.map(() => new Map<number, Handled>());
  }

  /** The consumer has handled a message for the first time. */
  completed(message: number): void {
    const { messages } = this.types;
    const [type, key] = [messages.typeOf(message), messages.keyOf(message)];
    const fact = this.withdrawals.factOf[type]!;
    if (fact >= 0) this.of(fact, key).isUndone = true;
    else if (this.withdrawals.factOf.includes(type))
      this.of(type, key)[this.withdrawals.has(type, key) ? "afterwards" : "before"]++;
  }

  /** Facts that the consumer has handled and that a message withdraws; undefined where it handles no such facts. */
  factsOf(message: number): number | undefined {
    const { messages } = this.types;
    const fact = this.withdrawals.factOf[messages.typeOf(message)]!;
    if (fact < 0) return undefined;
    const name = this.types.names[fact]!;
    if (!this.handles.includes(name) && !this.handles.includes("*")) return undefined;
    const handled = this.handled[fact]!.get(messages.keyOf(message));
    return handled === undefined ? 0 : handled.before + handled.afterwards;
  }

  get summary(): WithdrawnSummary {
    let [acted, afterwards, undone] = [0, 0, 0];
    for (const [type, keys] of this.handled.entries())
      for (const [key, handled] of keys) {
        if (!this.withdrawals.has(type, key)) continue;
        const facts = handled.before + handled.afterwards;
        acted += facts;
        afterwards += handled.afterwards;
        if (handled.isUndone) undone += facts;
      }
    return { acted, afterwards, undone };
  }

  private of(type: number, key: number): Handled {
    const keys = this.handled[type]!;
    const known = keys.get(key);
    if (known !== undefined) return known;
    const handled = { before: 0, afterwards: 0, isUndone: false };
    keys.set(key, handled);
    forgetOldest(keys);
    return handled;
  }
}

function forgetOldest(keys: Map<number, Handled> | Set<number>): void {
  if (keys.size <= REMEMBERED) return;
  for (const oldest of keys.keys()) {
    keys.delete(oldest);
    return;
  }
}
