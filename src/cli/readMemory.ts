import { figureText, MOST_MEMORY, readQuantity, shortSize } from "../../simulator/index.ts";
import { BadInput } from "./BadInput.ts";

/** Less than that no run can do anything with, in bytes. */
const LEAST_MEMORY = 64 * 1024;

/** The bytes that `--memory` allows a run; undefined when it is not given. @throws BadInput */
export function readMemory(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const reading = readQuantity("size", text);
  if ("problem" in reading) throw new BadInput(`--memory: "${text}": ${reading.problem}.`);
  if (reading.value >= LEAST_MEMORY && reading.value <= MOST_MEMORY) return reading.value;
  const [least, most] = [LEAST_MEMORY, MOST_MEMORY].map((bytes) => figureText(shortSize(bytes)));
  throw new BadInput(`--memory: "${text}": give a run from ${least} to ${most}.`);
}
