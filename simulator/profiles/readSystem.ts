import { System, type SystemText } from "../model/index.ts";
import { checkParameters } from "./checkParameters.ts";
import { lowerSystem } from "./lowerSystem.ts";

/**
 * Reads a system: its fields, its names, the parameters of its brokers, and what those mean.
 * @throws ZodError when the system is not valid, Error when a broker's parameter is not
 */
export function readSystem(text: SystemText): System {
  System.parse(text);
  const [problem] = checkParameters(text);
  if (problem !== undefined) throw new Error(`${problem.path.join(".")}: ${problem.message}`);
  return System.parse(lowerSystem(text));
}
