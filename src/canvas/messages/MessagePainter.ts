import { MESSAGE_STATES, type MessageState } from "../../../simulator/index.ts";
import { type Course, type Place, placeAt } from "../../geometry/index.ts";
import type { DepartureSink } from "../live/Live.ts";
import { Flights, mostDots, travelTime } from "./Flights.ts";
import { GLYPHS } from "./glyphs.ts";

/** The part of the canvas that is in view. */
export interface View {
  x: number;
  y: number;
  zoom: number;
  width: number;
  height: number;
}

/** Colors in force: one for each state, and what is behind. */
export type MessageColors = Record<MessageState, string> & { behind: string };

/** Below this zoom links keep their bands and lose their dots. */
export const LEAST_ZOOM = 0.35;
/** Below this zoom a dot is too small for its roundness and its rim to be seen. */
const ROUND_ZOOM = 0.6;
const DOT_RADIUS = 3.1;
const HALO = 0.8;
const LARGER = 1.25;
const TURN = 2 * Math.PI;
const MARGIN = 12;
/** On a cut link messages come as far as the gap, and fade there as crosses. */
const GAP_AT = 0.5;
const FADED_AT = 0.8;

/** Shapes as the drawing surface takes them. */
const PATHS = Object.fromEntries(
  MESSAGE_STATES.map((state) => [
    state,
    GLYPHS[state].map((part) => ({ ...part, path: new Path2D(part.path) })),
  ]),
) as Record<MessageState, { path: Path2D; paint: string; width?: number }[]>;

/** Where links run. */
export type Courses = ReadonlyMap<string, { course: Course }>;

/** Paints moving messages on one drawing surface that lies over the graph view. */
export class MessagePainter implements DepartureSink {
  readonly #surface: CanvasRenderingContext2D;
  readonly #flights = new Map<string, Flights>();
  readonly #place: Place = { x: 0, y: 0, angle: 0 };
  #courses: Courses = new Map();
  #isCut: (linkId: string) => boolean = () => false;
  #colors: MessageColors;
  #clock = 0;
  #speed = 1;

  constructor(surface: CanvasRenderingContext2D, colors: MessageColors) {
    this.#surface = surface;
    this.#colors = colors;
  }

  recolor(colors: MessageColors): void {
    this.#colors = colors;
  }

  /** New courses; what is under way on a link goes on along its new course. */
  follow(courses: Courses): void {
    this.#courses = courses;
    for (const id of this.#flights.keys()) if (!courses.has(id)) this.#flights.delete(id);
  }

  /** Which links are cut now. */
  heed(isCut: (linkId: string) => boolean): void {
    this.#isCut = isCut;
  }

  /** Time that has passed on the screen while the run was moving. */
  advance(milliseconds: number, speed: number): void {
    this.#clock += milliseconds;
    this.#speed = speed > 0 ? speed : this.#speed;
    for (const [id, flights] of this.#flights) {
      const course = this.#courses.get(id)?.course;
      if (course) flights.land(this.#clock, travelTime(course.length));
      if (!course || flights.isEmpty) this.#flights.delete(id);
    }
  }

  depart(linkId: string, state: MessageState, count: number, secondsAgo: number): void {
    const course = this.#courses.get(linkId)?.course;
    if (!course) return;
    let flights = this.#flights.get(linkId);
    if (!flights) {
      flights = new Flights(mostDots(course.length));
      this.#flights.set(linkId, flights);
    }
    flights.depart(state, count, this.#clock - (secondsAgo * 1000) / this.#speed);
  }

  clear(): void {
    this.#flights.clear();
  }

  get isEmpty(): boolean {
    return this.#flights.size === 0;
  }

  /** The largest number of messages for which a dot stands now. */
  messagesPerDot(): number {
    let most = 1;
    for (const flights of this.#flights.values()) most = Math.max(most, flights.messagesPerDot);
    return most;
  }

  /** Number of marks on the screen, for measurements. */
  dotCount(): number {
    let count = 0;
    for (const { ordinary, special } of this.#flights.values())
      count += ordinary.length + special.length;
    return count;
  }

  paint(view: View, pixelRatio: number): void {
    const surface = this.#surface;
    surface.setTransform(1, 0, 0, 1, 0, 0);
    surface.clearRect(0, 0, surface.canvas.width, surface.canvas.height);
    if (view.zoom < LEAST_ZOOM || this.isEmpty) return;
    const scale = view.zoom * pixelRatio;
    surface.setTransform(scale, 0, 0, scale, view.x * pixelRatio, view.y * pixelRatio);
    this.#paintDiscs(view);
    this.#paintMarks(view);
    this.#paintLost(view);
  }

  /** First attempts are many and alike: one path for all of them, and one for their rims. */
  #paintDiscs(view: View): void {
    const isRound = view.zoom >= ROUND_ZOOM;
    if (isRound) this.#fillDiscs(view, DOT_RADIUS + HALO, this.#colors.behind, isRound);
    this.#fillDiscs(view, DOT_RADIUS, this.#colors.first, isRound);
  }

  #fillDiscs(view: View, radius: number, color: string, isRound: boolean): void {
    const surface = this.#surface;
    const place = this.#place;
    surface.beginPath();
    for (const [id, flights] of this.#flights) {
      const course = this.#courses.get(id)?.course;
      if (!course) continue;
      const end = this.#isCut(id) ? GAP_AT : 1;
      for (const { departedAt } of flights.ordinary) {
        if (!this.#locate(course, departedAt, view, end)) continue;
        const { x, y } = place;
        if (isRound) {
          surface.moveTo(x + radius, y);
          surface.arc(x, y, radius, 0, TURN);
        } else surface.rect(x - radius, y - radius, 2 * radius, 2 * radius);
      }
    }
    surface.fillStyle = color;
    surface.fill();
  }

  /** All other states have shapes of their own, a quarter larger, above the rest. */
  #paintMarks(view: View): void {
    for (const [id, flights] of this.#flights) {
      const course = this.#courses.get(id)?.course;
      if (!course) continue;
      const end = this.#isCut(id) ? GAP_AT : 1;
      for (const { state, departedAt } of flights.special)
        if (this.#locate(course, departedAt, view, end)) this.#paintMark(state);
    }
  }

  /** What did not get over a gap. */
  #paintLost(view: View): void {
    for (const [id, flights] of this.#flights) {
      const course = this.#courses.get(id)?.course;
      if (!course || !this.#isCut(id)) continue;
      for (const { departedAt } of [...flights.ordinary, ...flights.special]) {
        const share = (this.#clock - departedAt) / travelTime(course.length);
        if (share < GAP_AT || share > FADED_AT) continue;
        placeAt(course, GAP_AT * course.length, this.#place);
        // They scatter a little, so that one does not hide the other.
        this.#place.y += ((departedAt * 7) % 13) - 6;
        if (!isInView(this.#place, view)) continue;
        this.#surface.globalAlpha = (FADED_AT - share) / (FADED_AT - GAP_AT);
        this.#paintMark("poison");
      }
    }
    this.#surface.globalAlpha = 1;
  }

  /** Paints a state's mark at the present place. */
  #paintMark(state: MessageState): void {
    const surface = this.#surface;
    const { x, y, angle } = this.#place;
    surface.save();
    surface.translate(x, y);
    surface.rotate(angle);
    surface.scale(LARGER, LARGER);
    for (const { path, paint, width } of PATHS[state]) {
      if (paint !== "stroke") {
        surface.fillStyle = paint === "fill" ? this.#colors[state] : this.#colors.behind;
        surface.fill(path);
      }
      if (paint === "fill") continue;
      surface.strokeStyle = this.#colors[state];
      surface.lineWidth = width ?? 1;
      surface.stroke(path);
    }
    surface.restore();
  }

  /** Finds where a message is now; whether that is before the end of its way and in view. */
  #locate(course: Course, departedAt: number, view: View, end: number): boolean {
    const share = (this.#clock - departedAt) / travelTime(course.length);
    if (share < 0 || share > end) return false;
    placeAt(course, share * course.length, this.#place);
    return isInView(this.#place, view);
  }
}

function isInView(place: Place, view: View): boolean {
  const x = place.x * view.zoom + view.x;
  const y = place.y * view.zoom + view.y;
  return x > -MARGIN && y > -MARGIN && x < view.width + MARGIN && y < view.height + MARGIN;
}
