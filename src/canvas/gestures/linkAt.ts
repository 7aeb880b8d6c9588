import type { Course, Point } from "../../geometry/index.ts";

/** The link whose course passes nearest to a point, if it passes near enough. */
export function linkAt(
  courses: ReadonlyMap<string, { course: Course }>,
  point: Point,
  reach: number,
): string | undefined {
  let found: string | undefined;
  let nearest = reach;
  for (const [id, { course }] of courses) {
    const distance = distanceTo(course, point);
    if (distance > nearest) continue;
    nearest = distance;
    found = id;
  }
  return found;
}

function distanceTo({ points }: Course, { x, y }: Point): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 2; i < points.length; i += 2) {
    const ax = points[i - 2] ?? 0;
    const ay = points[i - 1] ?? 0;
    const dx = (points[i] ?? 0) - ax;
    const dy = (points[i + 1] ?? 0) - ay;
    const square = dx * dx + dy * dy;
    const share = square === 0 ? 0 : ((x - ax) * dx + (y - ay) * dy) / square;
    const along = Math.min(1, Math.max(0, share));
    least = Math.min(least, Math.hypot(x - ax - along * dx, y - ay - along * dy));
  }
  return least;
}
