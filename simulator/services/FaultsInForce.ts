/** Faults that are in force, by what they do and to whom, in the order in which they struck: each of them ends by itself. */
export class FaultsInForce {
  private readonly lists = new Map<string, object[]>();

  /** One more is in force. Returns all that are. */
  add<Item extends object>(what: string, item: Item): readonly Item[] {
    const list = this.lists.get(what) ?? [];
    list.push(item);
    this.lists.set(what, list);
    return list as Item[];
  }

  /** One is over. Returns those that are still in force. */
  remove<Item extends object>(what: string, item: Item): readonly Item[] {
    const list = this.lists.get(what) ?? [];
    const at = list.indexOf(item);
    if (at >= 0) list.splice(at, 1);
    return list as Item[];
  }
}

/** Probability that at least one of several independent things happens. */
export function anyOf(items: readonly { readonly probability: number }[]): number {
  return items.length === 1
    ? items[0]!.probability
    : 1 - items.reduce((none, { probability }) => none * (1 - probability), 1);
}
