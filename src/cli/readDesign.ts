import { readFileSync, statSync } from "node:fs";
import { MAX_FILE_BYTES, type ParsedDesign, parseDesign, problemLine } from "../design/index.ts";
import { BadInput } from "./BadInput.ts";

/** A design file that was read and is valid. */
export type ReadDesign = Extract<ParsedDesign, { ok: true }>;

/** Reads a design file. @throws BadInput when it cannot be read or is not a valid design. */
export function readDesign(file: string): ReadDesign {
  const parsed = parseFile(file);
  if (parsed.ok) return parsed;
  const [first, ...rest] = parsed.problems;
  const more = rest.length > 0 ? ` (and ${rest.length} more; "sluice validate" lists all)` : "";
  throw new BadInput(`${file}: ${problemLine(first)}${more}`);
}

/** Reads and checks a design file. @throws BadInput when the file itself cannot be read. */
export function parseFile(file: string): ParsedDesign {
  return parseDesign(textOf(file));
}

function textOf(file: string): string {
  try {
    if (statSync(file).size > MAX_FILE_BYTES)
      throw new BadInput(`${file}: larger than 64 MiB, which no design is.`);
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof BadInput) throw error;
    throw new BadInput(`${file}: ${reasonOf(error)}`);
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return "there is no such file.";
  if (code === "EISDIR") return "this is a folder; name a file.";
  if (code === "EACCES") return "this file may not be read.";
  return error instanceof Error ? error.message : String(error);
}
