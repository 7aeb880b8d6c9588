import type { Problem } from "../design/index.ts";

/** A line of a text as it is shown: what stands before the place at fault, the place, and what stands after it. */
export interface ExcerptLine {
  number: number;
  before: string;
  /** Empty in lines without fault. */
  fault: string;
  after: string;
}

/** Characters of a line that have room in the dialog. */
export const ROOM = 72;
/** Of them, those before the place at fault, where a line is longer than the room. */
const LEAD = 24;

/** The line at fault, with one before and one after, less what they are indented alike; of a longer line the part around the place at fault. */
export function excerptOf(lines: readonly string[], problem: Problem): ExcerptLine[] {
  const { line = 1, column = 1, length = 0 } = problem;
  const shown = [line - 1, line, line + 1].filter((n) => n >= 1 && n <= lines.length);
  const textAt = (n: number) => lines[n - 1] ?? "";
  const indent = Math.min(...shown.map((n) => textAt(n).search(/\S|$/)));
  return shown.map((number) => {
    const text = textAt(number).slice(indent);
    if (number !== line) return { number, before: cut(text, 0), fault: "", after: "" };
    const at = column - 1 - indent;
    const isLong = text.length > ROOM;
    const start = isLong ? Math.max(0, Math.min(at - LEAD, text.length - ROOM)) : 0;
    const whole = cut(text, start);
    // What was cut off in front is one sign now.
    const from = at - start;
    const to = Math.min(from + length, ROOM - 1, whole.length);
    return {
      number,
      before: whole.slice(0, from),
      fault: whole.slice(from, to),
      after: whole.slice(to),
    };
  });
}

/** As much of a line as has room; what is left out at an end is a sign. */
function cut(text: string, start: number): string {
  if (text.length - start <= ROOM && start === 0) return text;
  const part = text.slice(start, start + ROOM);
  const head = start > 0 ? `…${part.slice(1)}` : part;
  return start + ROOM < text.length ? `${head.slice(0, -1)}…` : head;
}
