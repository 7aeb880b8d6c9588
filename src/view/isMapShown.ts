import type { Design } from "../design/index.ts";

/** A design with more things than this has a map, unless it was put away. */
const MAP_ABOVE = 40;

/** Whether the map of the design is shown: as was chosen, or where the design is large. */
export function isMapShown({ system, notes }: Design, wanted: boolean | undefined): boolean {
  const things = Object.keys(system?.nodes ?? {}).length + Object.keys(notes ?? {}).length;
  return things > 0 && (wanted ?? things > MAP_ABOVE);
}
