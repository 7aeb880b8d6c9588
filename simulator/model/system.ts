import { checkMisplaced } from "./misplaced.ts";
import { checkReferences } from "./references.ts";
import { checkRings } from "./rings.ts";
import { SystemShape, type System as SystemType } from "./systemShape.ts";

export type { SystemText } from "./systemShape.ts";

/**
 * A system: all that the simulator needs. Parsing checks the fields, fills in defaults, turns
 * quantities into seconds, rates and bytes, and checks that every name leads somewhere
 * and that no message goes round for ever.
 */
export const System = SystemShape.superRefine((system, context) => {
  const problems = [...checkReferences(system), ...checkMisplaced(system), ...checkRings(system)];
  for (const { path, message } of problems) {
    context.addIssue({ code: "custom", path, message });
  }
});
/** A system with its defaults filled in and its quantities in seconds, 1/s and bytes. */
export type System = SystemType;
