/** The canvas: the design as a picture that is drawn on, and the running system in it. */
export type { PlaceableThing } from "./add/addThing.ts";
export { Canvas, type CanvasProps } from "./Canvas.tsx";
export type { CanvasHandle } from "./CanvasHandle.ts";
export type { Interventions } from "./gestures/faultEntries.ts";
export type {
  DepartureSink,
  InstanceFigures,
  LinkFigures,
  Live,
  NodeFigures,
} from "./live/Live.ts";
export { unmeasured } from "./live/Live.ts";
export { RunLive } from "./live/RunLive.ts";
export { runInterventions } from "./live/runInterventions.ts";
export { drawFarPictures } from "./nodes/farPictures.ts";
