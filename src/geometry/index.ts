/** Where things stand and how links run between them: pure, so that canvas and picture agree. */
export {
  framesOf,
  membersOf,
  noteKey,
  noteOfKey,
  sameFrames,
  thingAt,
} from "./frames.ts";
export { linkToRoute, obstaclesOf } from "./linksOf.ts";
export { type Course, courseOf, type Place, placeAt } from "./routes/Course.ts";
export type { LinkToRoute } from "./routes/LinkToRoute.ts";
export {
  around,
  centerOf,
  contains,
  type Point,
  pointOnSide,
  type Rect,
  type Side,
} from "./routes/Rect.ts";
export { routeLinks } from "./routes/routeLinks.ts";
