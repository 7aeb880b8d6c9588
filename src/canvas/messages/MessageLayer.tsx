import { useStoreApi, ViewportPortal } from "@xyflow/react";
import { useContext, useEffect, useRef, useState } from "react";
import type { MessageState } from "../../../simulator/index.ts";
import { readTokens, themeStore } from "../../ui/index.ts";
import { PaintersContext } from "../live/usePaint.ts";
import { MessageAnimation } from "./MessageAnimation.ts";
import styles from "./MessageLayer.module.css";
import { type Courses, type MessageColors, MessagePainter } from "./MessagePainter.ts";

export type MessageLayerProps = {
  courses: Courses;
  /** Told when a dot begins to stand for another number of messages. */
  onRatio: (messagesPerDot: number) => void;
};

/** The one drawing surface on which all messages move: over the links, under the nodes. */
export function MessageLayer({ courses, onRatio }: MessageLayerProps) {
  // It stands in the graph view's own layers, which are there only after the first drawing.
  const [canvas, setCanvas] = useState<HTMLCanvasElement | null>(null);
  const animation = useRef<MessageAnimation>(undefined);
  const painters = useContext(PaintersContext);
  const graph = useStoreApi();
  const latestCourses = useRef(courses);
  // Read before the design stands on the page: colors cost the styles of all that is on it.
  const [colors] = useState(messageColors);

  useEffect(() => {
    const surface = canvas?.getContext("2d");
    if (!surface) return;
    const moving = new MessageAnimation({
      painter: new MessagePainter(surface, colors),
      surface,
      view: () => {
        const { transform, width, height } = graph.getState();
        return { x: transform[0], y: transform[1], zoom: transform[2], width, height };
      },
      isCalm,
      onRatio,
    });
    animation.current = moving;
    moving.follow(latestCourses.current);
    const stops = [
      painters.onBeat((live) => moving.beat(live)),
      themeStore.subscribe(() => moving.recolor(messageColors())),
      graph.subscribe((state, old) => {
        const hasMoved = state.transform !== old.transform;
        if (hasMoved || state.width !== old.width || state.height !== old.height) moving.paint();
      }),
      () => moving.stop(),
    ];
    return () => stops.forEach((stop) => void stop());
  }, [canvas, colors, graph, painters, onRatio]);

  useEffect(() => {
    latestCourses.current = courses;
    animation.current?.follow(courses);
  }, [courses]);

  return (
    <ViewportPortal>
      <canvas ref={setCanvas} className={styles.layer} />
    </ViewportPortal>
  );
}

function isCalm(): boolean {
  return themeStore.getState().inForce.motion === "reduced";
}

/** The design token of each state's color. */
const TOKENS = {
  first: "m-first",
  retry: "m-retry",
  duplicate: "m-dup",
  poison: "m-poison",
  compensation: "m-comp",
  "dead-letter": "m-dead",
} as const satisfies Record<MessageState, string>;

function messageColors(): MessageColors {
  const tokens = readTokens([...Object.values(TOKENS), "canvas"] as const);
  const states = Object.entries(TOKENS).map(([state, token]) => [state, tokens[token]]);
  return { ...(Object.fromEntries(states) as Record<MessageState, string>), behind: tokens.canvas };
}
