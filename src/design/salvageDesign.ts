import type { Design } from "./DesignFile.ts";
import { migrate } from "./migrations.ts";
import { checkDesign, type ParsedDesign, parseDesign } from "./parseDesign.ts";
import { jsonPath, type Problem, pathKeys } from "./problem.ts";

/** What is left of a file when its mistakes are left out. */
export interface Salvaged {
  design: Design;
  /** What was left out, with the reason. */
  left: readonly Problem[];
}

/** A file with more mistakes than this is not worth mending. */
const MOST_MISTAKES = 200;

/**
 * Leaves out of a design file what is wrong in it: the value at fault, so that the default takes its
 * place, or the thing that it belongs to where it cannot be without. Undefined when nothing usable
 * would be left, or the text is no JSON.
 */
export function salvageDesign(text: string): Salvaged | undefined {
  const parsed = parseDesign(text);
  if (parsed.ok) return { design: parsed.design, left: [] };
  const document = documentIn(text);
  if (document === undefined) return undefined;
  let left: Problem[] = [];
  let checked: ParsedDesign = parsed;
  for (let round = 0; !checked.ok && round < MOST_MISTAKES; round++) {
    const [problem] = checked.problems;
    const path = pathKeys(problem.path);
    const [unknown] = problem.unknownKeys ?? [];
    const removed = leaveOut(document, unknown === undefined ? path : [...path, unknown]);
    if (!removed) return undefined;
    // What goes as a whole takes along what was left out of it before.
    const gone = jsonPath(removed);
    const isWithin = ({ path: at }: Problem) =>
      at === gone || at.startsWith(`${gone}.`) || at.startsWith(`${gone}[`);
    left = [...left.filter((earlier) => !isWithin(earlier)), problem];
    checked = checkDesign(document);
  }
  return checked.ok ? { design: checked.design, left } : undefined;
}

/** What the text holds, in the present format. */
function documentIn(text: string): unknown {
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json !== "object" || json === null) return undefined;
    const migrated = migrate(json as Record<string, unknown>);
    return "document" in migrated ? migrated.document : undefined;
  } catch {
    return undefined;
  }
}

type Path = readonly (string | number)[];
type Table = Record<string | number, unknown>;

/**
 * Removes the value at a path; where none stands, what should hold it.
 * @returns where it stood, or undefined when that would be the design itself
 */
function leaveOut(document: unknown, path: Path): Path | undefined {
  const trail: Table[] = [document as Table];
  let depth = 0;
  for (; depth < path.length; depth++) {
    const next = trail[depth]?.[path[depth] as string];
    if (typeof next !== "object" || next === null) break;
    trail.push(next as Table);
  }
  const stands = depth < path.length && Object.hasOwn(trail[depth] as Table, path[depth] as string);
  const at = stands ? depth : depth - 1;
  const owner = trail[at];
  const key = path[at];
  // The head of the file, and the tables that everything stands in, are the design itself.
  if (owner === undefined || key === undefined || at < 1) return undefined;
  if (Array.isArray(owner)) owner.splice(Number(key), 1);
  else delete owner[key];
  return path.slice(0, at + 1);
}
