import type { End } from "../../design/index.ts";
import { type Course, type Place, placeAt } from "../../geometry/index.ts";

/** From an end of a link to its grip: ports and grips are 20 px wide, and neither may lie on the other. */
const SET_IN = 22;

/**
 * Where the grip of an end stands: on the link, off the side of the node, so that another link can be
 * drawn from the same port while this one is selected. On a short link the grips keep apart.
 */
export function gripPlace(course: Course, end: End): Place {
  const length = course.distances.at(-1) ?? 0;
  const off = Math.min(SET_IN, length / 3);
  const place = { x: 0, y: 0, angle: 0 };
  placeAt(course, end === "source" ? off : length - off, place);
  return place;
}
