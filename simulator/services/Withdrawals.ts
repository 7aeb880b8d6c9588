import type { MessageTypes } from "../channels/MessageTypes.ts";

/** Facts that are remembered for each type; of more, the oldest are forgotten. */
const REMEMBERED = 1 << 16;

const HANDLED = 1;
const AFTERWARDS = 2;
const UNDONE = 4;

/** What a consumer did with facts that were withdrawn, by key. */
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
  /** By the type of the fact: what was done, by key. */
  private readonly handled: readonly Map<number, number>[];

  constructor(types: MessageTypes, withdrawals: Withdrawals) {
    this.types = types;
    this.withdrawals = withdrawals;
    this.handled = types.names.map(() => new Map<number, number>());
  }

  /** The consumer has handled a message for the first time. */
  completed(message: number): void {
    const { messages } = this.types;
    const [type, key] = [messages.typeOf(message), messages.keyOf(message)];
    const fact = this.withdrawals.factOf[type]!;
    if (fact >= 0) this.note(fact, key, UNDONE);
    else if (this.withdrawals.factOf.includes(type))
      this.note(type, key, this.withdrawals.has(type, key) ? HANDLED + AFTERWARDS : HANDLED);
  }

  get summary(): WithdrawnSummary {
    let [acted, afterwards, undone] = [0, 0, 0];
    for (const [type, keys] of this.handled.entries())
      for (const [key, what] of keys) {
        if ((what & HANDLED) === 0 || !this.withdrawals.has(type, key)) continue;
        acted++;
        if ((what & AFTERWARDS) !== 0) afterwards++;
        if ((what & UNDONE) !== 0) undone++;
      }
    return { acted, afterwards, undone };
  }

  private note(type: number, key: number, what: number): void {
    const keys = this.handled[type]!;
    keys.set(key, (keys.get(key) ?? 0) | what);
    forgetOldest(keys);
  }
}

function forgetOldest(keys: Map<number, number> | Set<number>): void {
  if (keys.size <= REMEMBERED) return;
  for (const oldest of keys.keys()) {
    keys.delete(oldest);
    return;
  }
}
