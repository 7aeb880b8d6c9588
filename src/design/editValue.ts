import type { DesignStore } from "./designStore.ts";
import { setValue, type ValuePath } from "./edits/setValue.ts";
import type { Problem } from "./problem.ts";

/** Puts a value at a place of the design as one step of undo; returns what speaks against it. */
export function editValue(
  store: DesignStore,
  label: string,
  path: ValuePath,
  value: unknown,
): string | undefined {
  const result = store.edit(label, (draft) => setValue(draft, path, value));
  return result.ok ? undefined : problemSentence(result.problems[0]);
}

/** A problem as a sentence beside the field that caused it. */
export function problemSentence(problem: Problem | undefined): string {
  if (!problem) return "The design would not be valid with this.";
  const { message } = problem;
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}`;
}
