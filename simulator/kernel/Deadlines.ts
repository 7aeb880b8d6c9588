/**
 * Lines of rows of another table, each with a time at which something happens to it unless it leaves its line before. They
 * have no events: a lane of the event list stands for each line, and makes an event of its first row when that is due.
 */
export interface Deadlines {
  /** Rows in all lines. */
  readonly count: number;
  /** When the first row of a line is due, in seconds; ∞ where the line is empty. */
  earliestOf(lane: number): number;
  /** Takes out the first row of a line; there must be one. */
  takeFirst(lane: number): number;
  /** What the event is for that a row becomes. */
  whatOf(row: number): number;
}
