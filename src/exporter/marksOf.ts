import { type AsyncApiFile, type Diagnostic, lineFinder, lossesOf } from "../asyncapi/index.ts";

/** A remark at the margin of a line. */
export interface Mark {
  /** From 1. */
  line: number;
  tone: "warn" | "bad";
  note: string;
}

/** The remarks on a file: what the parser found, and what only `x-sluice` says; by line. */
export async function marksOf(
  file: AsyncApiFile,
  diagnostics: readonly Diagnostic[],
): Promise<Mark[]> {
  const lineOf = await lineFinder(file.text);
  const places = lossesOf(file.document).flatMap((loss) => loss.places);
  const marks: Mark[] = [
    ...places.map(({ path, note }) => ({ line: lineOf(path) ?? 1, tone: "warn" as const, note })),
    ...diagnostics.map(({ path, message, severity }) => ({
      line: lineOf(path) ?? 1,
      tone: severity === "error" ? ("bad" as const) : ("warn" as const),
      note: message,
    })),
  ];
  return marks.sort((a, b) => a.line - b.line);
}
