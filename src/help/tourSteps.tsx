import type { ReactNode } from "react";
import { Keys } from "../ui/index.ts";

/** One step of the tour: a part of the page, and what it is for. */
export interface TourStep {
  /** The part of the page, as a selector. */
  target: string;
  title: string;
  text: ReactNode;
}

export const TOUR_STEPS: readonly TourStep[] = [
  {
    target: '[data-region="canvas"]',
    title: "A system that runs while you draw it",
    text: "Each node is a producer, a channel, a consumer or what they call. The dots are messages: blue the first time, amber when retried, magenta when done twice. Drag nodes, pull links from their sides.",
  },
  {
    target: '[data-region="palette"]',
    title: "Everything you can place",
    text: (
      <>
        Drag a tile onto the canvas or click it; <Keys>A</Keys> adds by name. Each comes with
        settings that run as they are.
      </>
    ),
  },
  {
    target: '[data-region="bar"]',
    title: "Time is yours",
    text: (
      <>
        <Keys>Space</Keys> plays and pauses, <Keys>.</Keys> steps one event, <Keys>,</Keys> steps
        back. The same design, scenario and seed always give the same run.
      </>
    ),
  },
  {
    target: '[data-region="inspector"]',
    title: "Every number, while it runs",
    text: "Select a node: its settings are here, in the words of its broker where it has one. A change takes effect at once; undo takes it back.",
  },
  {
    target: '[data-region="dock"]',
    title: "What happened, and why",
    text: "Faults stand on the timeline, and the figures below share its axis. Break something: right-click a node or link on the canvas, and watch who comes to harm.",
  },
];
