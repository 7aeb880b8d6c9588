import { SimulationStopped } from "../../simulator/index.ts";
import { BadInput } from "./BadInput.ts";

/**
 * What comes of simulating a design.
 * @throws BadInput when the run cannot go on, for reasons that lie in the design
 */
export function goingOn<T>(simulate: () => T): T {
  try {
    return simulate();
  } catch (error) {
    if (error instanceof SimulationStopped) throw new BadInput(error.message);
    throw error;
  }
}
