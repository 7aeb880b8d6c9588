import type { Point } from "../../design/index.ts";

const CORNER_RADIUS = 16;
/** Points by which a rounded corner is followed. */
const CORNER_POINTS = 5;

/** The course of a link as it is drawn: a path with rounded corners, and points along it. */
export interface Course {
  /** SVG path data. */
  readonly path: string;
  readonly length: number;
  /** x and y in turn. */
  readonly points: Float64Array;
  /** Distance from the start at each point. */
  readonly distances: Float64Array;
}

/** Rounds the corners of a course of straight segments. */
export function courseOf(corners: readonly Point[]): Course {
  return new RoundedCourse(corners);
}

/** A corner and where the straight lines end before and after it. */
type Bend = readonly [start: Point, corner: Point, end: Point];
type Measures = Omit<Course, "path">;

/** A large design has many courses and follows few of them: the points along it are found when asked for. */
class RoundedCourse implements Course {
  readonly path: string;
  readonly #first: Point;
  readonly #bends: readonly Bend[];
  readonly #last: Point;
  #measures: Measures | undefined;

  constructor(corners: readonly Point[]) {
    this.#first = corners[0] ?? { x: 0, y: 0 };
    this.#last = corners.at(-1) ?? this.#first;
    this.#bends = corners.slice(1, -1).map((corner, i) => {
      const [before, after] = [corners[i] as Point, corners[i + 2] as Point];
      const radius = Math.min(CORNER_RADIUS, apart(before, corner) / 2, apart(corner, after) / 2);
      return [towards(corner, before, radius), corner, towards(corner, after, radius)];
    });
    const bends = this.#bends.map(
      ([start, corner, end]) => `L${start.x} ${start.y}Q${corner.x} ${corner.y} ${end.x} ${end.y}`,
    );
    this.path = `M${this.#first.x} ${this.#first.y}${bends.join("")}L${this.#last.x} ${this.#last.y}`;
  }

  get length(): number {
    return this.#measured().length;
  }

  get points(): Float64Array {
    return this.#measured().points;
  }

  get distances(): Float64Array {
    return this.#measured().distances;
  }

  #measured(): Measures {
    this.#measures ??= measured([this.#first, ...this.#bends.flatMap(followed), this.#last]);
    return this.#measures;
  }
}

function followed([start, corner, end]: Bend): Point[] {
  return Array.from({ length: CORNER_POINTS + 1 }, (_, k) =>
    onCurve(start, corner, end, k / CORNER_POINTS),
  );
}

function measured(followed: readonly Point[]): Measures {
  const points = new Float64Array(followed.length * 2);
  const distances = new Float64Array(followed.length);
  let length = 0;
  followed.forEach((point, i) => {
    const before = followed[i - 1];
    if (before) length += apart(before, point);
    points[i * 2] = point.x;
    points[i * 2 + 1] = point.y;
    distances[i] = length;
  });
  return { points, distances, length };
}

/** Where a thing is that has gone a distance along a course, and which way it points. */
export interface Place {
  x: number;
  y: number;
  /** Radians, clockwise from the right. */
  angle: number;
}

/** Writes the place at a distance from the start into `place`. */
export function placeAt(course: Course, distance: number, place: Place): void {
  const { points, distances } = course;
  const last = distances.length - 1;
  let i = 1;
  while (i < last && (distances[i] ?? 0) < distance) i++;
  const from = distances[i - 1] ?? 0;
  const span = (distances[i] ?? 0) - from;
  const share = span > 0 ? Math.min(1, Math.max(0, (distance - from) / span)) : 0;
  const ax = points[i * 2 - 2] ?? 0;
  const ay = points[i * 2 - 1] ?? 0;
  const dx = (points[i * 2] ?? ax) - ax;
  const dy = (points[i * 2 + 1] ?? ay) - ay;
  place.x = ax + dx * share;
  place.y = ay + dy * share;
  place.angle = Math.atan2(dy, dx);
}

function apart(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function towards(from: Point, to: Point, distance: number): Point {
  const whole = apart(from, to) || 1;
  return {
    x: from.x + ((to.x - from.x) / whole) * distance,
    y: from.y + ((to.y - from.y) / whole) * distance,
  };
}

function onCurve(a: Point, b: Point, c: Point, t: number): Point {
  const u = 1 - t;
  return {
    x: u * u * a.x + 2 * u * t * b.x + t * t * c.x,
    y: u * u * a.y + 2 * u * t * b.y + t * t * c.y,
  };
}
