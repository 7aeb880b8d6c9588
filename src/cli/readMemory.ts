import { figureText, MOST_MEMORY, readQuantity, shortSize } from "../../simulator/index.ts";
import { BadInput } from "./BadInput.ts";

/** The bytes that `--memory` allows a run; undefined when it is not given. @throws BadInput */
export function readMemory(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const reading = readQuantity("size", text);
  if ("problem" in reading) throw new BadInput(`--memory: "${text}": ${reading.problem}.`);
  if (reading.value <= MOST_MEMORY && reading.value > 0) return reading.value;
  const most = figureText(shortSize(MOST_MEMORY));
  throw new BadInput(`--memory: "${text}": a run can have any size up to ${most}, and not none.`);
}
