import { type Parameter, type ParameterRow, valueProblem } from "../../../simulator/index.ts";
import type { Field, FieldShape } from "../../fields/index.ts";

/** A parameter of a broker as a field: its own name and unit, its range, and all that is known of it. */
export function parameterField({ parameter, otherwise }: ParameterRow): Field {
  return {
    key: parameter.name,
    label: parameter.name,
    help: helpOfParameter(parameter),
    isOptional: true,
    ...(otherwise !== undefined && { defaultValue: otherwise }),
    shape: shapeOf(parameter),
    check: (value) => valueProblem(parameter, value as never),
  };
}

function shapeOf(parameter: Parameter): FieldShape {
  const { values, range, special = [], unit } = parameter;
  const isNumber = range !== undefined || typeof parameter.default === "number";
  if (isNumber) {
    const [least, most] = range ?? [-Infinity, Infinity];
    const numbers = special.filter((value) => typeof value === "number");
    const [min, max] = [Math.min(least, ...numbers), Math.max(most, ...numbers)];
    return {
      type: "number",
      isInteger: !parameter.sets.some(({ at }) => /ratio|fraction/i.test(at)),
      isRatio: false,
      ...(Number.isFinite(min) && { min }),
      ...(Number.isFinite(max) && { max }),
      ...(unit !== "" && unit !== "messages" && { unit }),
    };
  }
  if (
    values?.every((value) => typeof value === "boolean") ||
    typeof parameter.default === "boolean"
  )
    return { type: "switch" };
  const words = values?.filter((value) => typeof value === "string");
  if (words && words.length > 0) return { type: "choice", options: words };
  return { type: "text", isProse: false };
}

/** What it means, what breaks when it is wrong, its range, and where that is written. */
function helpOfParameter({ meaning, breaks, source, range, special, unit }: Parameter): string {
  const inUnit = unit === "" ? "" : ` ${unit}`;
  const also = special ? `, or ${special.join(", ")}` : "";
  const [least, most] = range ?? [];
  const limits =
    range &&
    (most === Infinity
      ? `At least ${least}${inUnit}${also}`
      : `${least} to ${most}${inUnit}${also}`);
  return [meaning, breaks, limits, `Source: ${source}`].filter(Boolean).join(". ");
}
