/** What the last crash of a service found its instances at. */
export interface LastCrashSummary {
  /** Simulated time in seconds. */
  readonly at: number;
  /**
   * By message type that it had in hand: messages that had not begun, then those within each step of the handler,
   * in order. What stands in a step of a branch counts for the branch.
   */
  readonly caught: Readonly<Record<string, readonly number[]>>;
}

/** Counts where the messages of a service are when it crashes. It looks at them only then. */
export class LastCrash {
  private readonly names = new Map<number, string>();
  /** Addresses at which the steps of a handler begin, by number of the message type. */
  private readonly starts = new Map<number, readonly number[]>();
  private at = Number.NaN;
  private readonly caught = new Map<number, number[]>();

  /** The handler of a message type is compiled, maybe anew. */
  learn(type: number, name: string, starts: readonly number[]): void {
    this.names.set(type, name);
    this.starts.set(type, starts);
  }

  /** An instance goes down; what goes down with it at the same instant counts as one crash. */
  strike(time: number): void {
    if (time === this.at) return;
    this.at = time;
    this.caught.clear();
  }

  /**
   * The instance had a message.
   * @param address where its handler goes on, −1 if it has not begun
   */
  had(type: number, address: number): void {
    const starts = this.starts.get(type);
    if (starts === undefined || starts.length === 0) return;
    const counts = this.caught.get(type) ?? new Array<number>(starts.length + 1).fill(0);
    // A step is over when its successor's beginning has been passed, not when it has been come to.
    const within = starts.filter((start) => start < address).length;
    counts[within]!++;
    this.caught.set(type, counts);
  }

  /** Empty while nothing has crashed. */
  get summary(): { readonly lastCrash?: LastCrashSummary } {
    if (Number.isNaN(this.at)) return {};
    const caught = [...this.caught].map(([type, counts]) => [this.names.get(type)!, [...counts]]);
    return { lastCrash: { at: this.at, caught: Object.fromEntries(caught) } };
  }
}
