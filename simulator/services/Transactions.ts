/** Something that happens when a database transaction commits. */
export interface Change {
  /** Status that the commit would have because of it: 200, 409 for a conflict, 507 where there is no room. */
  check(): number;
  /** It happens. */
  apply(): void;
}

/**
 * Database transactions that handlers have open (RULES T1 … T3): what the steps of one transaction do takes effect
 * with the last of them, or not at all.
 */
export class Transactions {
  private readonly open = new Map<number, Map<string, Change[]>>();

  /** A handler begins: what an earlier one left open in its place was rolled back. */
  begin(delivery: number): void {
    this.open.delete(delivery);
  }

  /** A step of a transaction has been done; it takes effect with the commit. */
  add(delivery: number, name: string, change: Change): void {
    const transactions = this.open.get(delivery) ?? new Map<string, Change[]>();
    this.open.set(delivery, transactions);
    const changes = transactions.get(name) ?? [];
    transactions.set(name, changes);
    changes.push(change);
  }

  /** The last step of a transaction sets out: takes what is to be committed with it. */
  take(delivery: number, name: string): readonly Change[] {
    const changes = this.open.get(delivery)?.get(name) ?? [];
    this.open.get(delivery)?.delete(name);
    return changes;
  }
}

/** Commits changes together. Returns 200, or why nothing of it happened. */
export function commit(changes: readonly Change[]): number {
  for (const change of changes) {
    const status = change.check();
    if (status >= 400) return status;
  }
  for (const change of changes) change.apply();
  return 200;
}
