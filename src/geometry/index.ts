/** Where things stand, in space and on an axis of time, and how links run between them: pure, so that canvas and picture agree. */

export {
  around,
  centerOf,
  contains,
  framesOf,
  membersOf,
  noteKey,
  noteOfKey,
  type Point,
  pointOnSide,
  type Rect,
  type Side,
  sameFrames,
  thingAt,
} from "../design/index.ts";
export { linkToRoute, obstaclesOf } from "./linksOf.ts";
export { type Course, courseOf, type Place, placeAt } from "./routes/Course.ts";
export type { LinkToRoute } from "./routes/LinkToRoute.ts";
export { plainRoutes, type Routes, routeInSteps, routeLinks } from "./routes/routeLinks.ts";
export {
  asPercent,
  drainQuarters,
  shareOf,
  shownUntil,
  TIME_STEPS,
  type Tick,
  type TimeRange,
  ticksOf,
  timeAt,
} from "./timeAxis.ts";
