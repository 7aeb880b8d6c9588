import { STEP_SCHEMAS, type StepKind, type StepText } from "../../simulator/index.ts";
import { fieldsOf, initialValue } from "../fields/index.ts";

/** A new step, or why there cannot be one yet. */
export type NewStep = { step: StepText } | { whyNot: string };

/** A step that runs as it is: what it must name is the first of its kind in the design. */
export function newStep(
  kind: StepKind,
  namesFor: (field: string) => readonly { value: string }[] | undefined,
): NewStep {
  const step: Record<string, unknown> = { do: kind };
  for (const { key, isOptional, shape } of fieldsOf(STEP_SCHEMAS[kind])) {
    if (key === "do" || isOptional) continue;
    const names = namesFor(key);
    const [first] = names ?? [];
    if (names && !first) return { whyNot: "nothing to choose from yet" };
    if (first) step[key] = shape.type === "list" ? [first.value] : first.value;
    else if (shape.type === "json") return { whyNot: "only in the file so far" };
    else step[key] = initialValue(shape);
  }
  return { step: step as StepText };
}
