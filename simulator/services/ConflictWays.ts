import type { Step } from "../model/index.ts";
import type { Call } from "./Call.ts";

type Conflict = Call["conflict"];

/** DB3. Where a handler that is being compiled reads again when a write of it meets a conflict. */
export class ConflictWays {
  /** Addresses of the reads so far, by database and key. */
  private readonly reads = new Map<string, number>();
  private readonly ofTransactions = new Map<string, Conflict>();

  /** Another handler begins. */
  clear(): void {
    this.reads.clear();
    this.ofTransactions.clear();
  }

  /** A read stands at an address. */
  read({ from, key }: Extract<Step, { do: "read" }>, address: number): void {
    this.reads.set(`${from} ${key}`, address);
  }

  /** Where a write at an address goes on from; undefined where it fails with its first conflict. */
  ofWrite(step: Extract<Step, { do: "write" }>, address: number): Conflict | undefined {
    const { to, key, conflictRetries: retries, transaction } = step;
    const read = this.reads.get(`${to} ${key}`) ?? address;
    const own = retries > 0 ? { address: read, retries } : undefined;
    if (transaction === undefined) return own;
    if (own !== undefined) this.ofTransactions.set(transaction, own);
    return this.ofTransactions.get(transaction);
  }

  /** The same for a step that may be the commit of a transaction: conflicts come with it, whichever step wrote. */
  ofTransaction(transaction: string | undefined): Conflict | undefined {
    return this.ofTransactions.get(transaction ?? "");
  }
}
