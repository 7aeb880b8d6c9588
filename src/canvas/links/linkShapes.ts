import { type Course, type Place, placeAt } from "../../geometry/index.ts";

/** Bands grow by so much at a time: less is not seen, and each change draws all links anew. */
const BAND_STEP = 0.5;

/** Width of the band under a link: 3 px at 10/s, 5 at 100/s, 9 at 1,000/s. */
export function bandWidth(rate: number): number {
  if (!(rate > 0)) return 0;
  const width = Math.min(17, 1 + 2 ** Math.log10(Math.max(1, rate)));
  return Math.round(width / BAND_STEP) * BAND_STEP;
}

const LONGEST_TAIL = 96;
const FULL_LAG_SECONDS = 60;
const TAIL_WIDTH = 8.5;
const TAIL_POINTS = 12;
/** Less lag than this is no tail. */
const LEAST_LAG_SECONDS = 0.25;

/** Length of the tail that a lag has on its link: logarithmic, full at 60 s. */
export function tailLength(lagSeconds: number): number {
  if (!(lagSeconds >= LEAST_LAG_SECONDS)) return 0;
  const share = Math.log10(1 + lagSeconds) / Math.log10(1 + FULL_LAG_SECONDS);
  return LONGEST_TAIL * Math.min(1, share);
}

/** Outline of a tail at the end of a course: widest at the consumer. */
export function tailPath(course: Course, lagSeconds: number): string {
  const longest = tailLength(lagSeconds);
  // Only a link that is late is measured.
  if (longest === 0) return "";
  const length = Math.min(longest, course.length);
  const place: Place = { x: 0, y: 0, angle: 0 };
  const [there, back]: [string[], string[]] = [[], []];
  for (let i = 0; i <= TAIL_POINTS; i++) {
    const share = i / TAIL_POINTS;
    placeAt(course, course.length - share * length, place);
    const width = TAIL_WIDTH * (1 - share);
    const [across, along] = [-Math.sin(place.angle) * width, Math.cos(place.angle) * width];
    there.push(`${(place.x + across).toFixed(1)} ${(place.y + along).toFixed(1)}`);
    back.unshift(`${(place.x - across).toFixed(1)} ${(place.y - along).toFixed(1)}`);
  }
  return `M${[...there, ...back].join("L")}Z`;
}

/** Two strokes across the middle of a course, where it is cut. */
export function cutPath(course: Course): string {
  const place: Place = { x: 0, y: 0, angle: 0 };
  placeAt(course, course.length / 2, place);
  const [cos, sin] = [Math.cos(place.angle), Math.sin(place.angle)];
  const at = (x: number, y: number) =>
    `${(place.x + x * cos - y * sin).toFixed(1)} ${(place.y + x * sin + y * cos).toFixed(1)}`;
  return `M${at(-5, 6)}L${at(-1, -6)}M${at(1, 6)}L${at(5, -6)}`;
}

/** Dashes that leave a gap in the middle of a course. */
export function cutDashes(course: Course): string {
  return `${(course.length / 2 - 7).toFixed(1)} 14 ${course.length.toFixed(1)}`;
}
