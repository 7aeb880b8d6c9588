const SECONDS = 60;

interface Series {
  second: number;
  values: readonly number[];
}

/** One value for each of the last 60 simulated seconds, by node: enough for a line in a face. */
export class History {
  readonly #series = new Map<string, Series>();

  /** Takes in the value of this moment and gives the line so far, the oldest value first. */
  record(nodeId: string, now: number, value: number): readonly number[] {
    const second = Math.floor(now);
    const old = this.#series.get(nodeId);
    if (Number.isNaN(value)) return old && second >= old.second ? old.values : [];
    if (old && second === old.second) return old.values;
    const isNext = old !== undefined && second > old.second;
    const missed = isNext ? Math.min(SECONDS, second - old.second - 1) : 0;
    const filled = Array.from({ length: missed }, () => value);
    const values = [...(isNext ? old.values : []), ...filled, value].slice(-SECONDS);
    this.#series.set(nodeId, { second, values });
    return values;
  }

  clear(): void {
    this.#series.clear();
  }
}
