import type { EdgeProps } from "@xyflow/react";
import { memo, useRef, useState } from "react";
import { figureText, shortRate } from "../../../simulator/index.ts";
import { type Course, type Place, placeAt } from "../../geometry/index.ts";
import { classNames } from "../../ui/index.ts";
import { useIsFull } from "../detail/useDetail.ts";
import { useLinkPaint } from "../live/useLinkPaint.ts";
import { writeText } from "../nodes/NodeFigure.tsx";
import type { CanvasLink } from "../projection/LinkProjection.ts";
import { type EndMark, endOf, LINK_STYLES, markPath } from "./endMarks.ts";
import styles from "./LinkEdge.module.css";
import { bandWidth, cutDashes, cutPath, tailPath } from "./linkShapes.ts";

/** A link: its line, what its ends say, and the band, tail and cut of the running system. */
export const LinkEdge = memo(function LinkEdge({ id, data, selected }: EdgeProps<CanvasLink>) {
  const band = useRef<SVGPathElement>(null);
  const tail = useRef<SVGPathElement>(null);
  const rate = useRef<SVGTextElement>(null);
  const [isCut, setCut] = useState(false);
  const isFull = useIsFull();
  const course = data?.course;
  useLinkPaint(id, (figures) => {
    if (!course) return;
    const isCutNow = figures?.isCut ?? false;
    if (isCutNow !== isCut) setCut(isCutNow);
    const width = bandWidth(figures?.rate ?? 0).toFixed(1);
    if (band.current?.getAttribute("stroke-width") !== width)
      band.current?.setAttribute("stroke-width", width);
    const outline = tailPath(course, figures?.lagSeconds ?? 0);
    if (tail.current?.getAttribute("d") !== outline) tail.current?.setAttribute("d", outline);
    if (rate.current) writeText(rate.current, figures ? figureText(shortRate(figures.rate)) : "");
  });
  if (!data || !course) return null;
  const style = LINK_STYLES[data.kind];
  const isAside = data.kind === "dead-letter" || data.kind === "alternate";
  return (
    <g
      className={classNames(styles.link, selected && styles.selected)}
      data-line={style.line}
      data-aside={isAside}
      data-cut={isCut}
    >
      <path ref={band} className={styles.band} d={course.path} strokeWidth="0" />
      <path ref={tail} className={styles.tail} />
      <path className={styles.line} d={course.path} />
      {isCut && (
        <g className={styles.broken}>
          <path d={course.path} strokeDasharray={cutDashes(course)} />
          <path className={styles.strokes} d={cutPath(course)} />
        </g>
      )}
      {isFull && style.source && <Mark mark={style.source} course={course} end="source" />}
      {isFull && style.target && <Mark mark={style.target} course={course} end="target" />}
      <path className={styles.target} d={course.path} />
      {isFull && data.label && <Label course={course} text={data.label} />}
      {isFull && <text ref={rate} className={styles.rate} {...middleOf(course)} />}
    </g>
  );
});

function Mark({ mark, course, end }: { mark: EndMark; course: Course; end: "source" | "target" }) {
  return <path className={styles[mark]} d={markPath(mark, endOf(course, end))} />;
}

function Label({ course, text }: { course: Course; text: string }) {
  return (
    <text className={styles.label} {...middleOf(course)}>
      {text}
    </text>
  );
}

const ABOVE_LINE = 8;

function middleOf(course: Course): { x: number; y: number } {
  const place: Place = { x: 0, y: 0, angle: 0 };
  placeAt(course, course.length / 2, place);
  return { x: place.x, y: place.y - ABOVE_LINE };
}
