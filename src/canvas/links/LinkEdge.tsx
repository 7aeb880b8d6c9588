import type { EdgeProps } from "@xyflow/react";
import { memo, useContext, useRef, useState } from "react";
import { figureText, shortRate } from "../../../simulator/index.ts";
import { type Course, type Place, placeAt } from "../../geometry/index.ts";
import { classNames } from "../../ui/index.ts";
import { useIsFull } from "../detail/useDetail.ts";
import { useLinkPaint } from "../live/useLinkPaint.ts";
import { writeText } from "../nodes/NodeFigure.tsx";
import type { CanvasLink, LinkData } from "../projection/LinkProjection.ts";
import { CoursesContext } from "./CoursesContext.ts";
import { type EndMark, endOf, LINK_STYLES, markPath } from "./endMarks.ts";
import styles from "./LinkEdge.module.css";
import { bandWidth, cutDashes, cutPath, tailPath } from "./linkShapes.ts";

/**
 * A link: its line, what its ends say, and the band, tail and cut of the running system. Each of them is
 * on the page only while there is something to show: a thousand links of one line each open twice as fast.
 */
export const LinkEdge = memo(function LinkEdge({ id, data, selected }: EdgeProps<CanvasLink>) {
  return data ? <Link id={id} data={data} isSelected={selected ?? false} /> : null;
});

type LinkProps = { id: string; data: LinkData; isSelected: boolean };

function Link({ id, data, isSelected }: LinkProps) {
  const isFull = useIsFull();
  // The graph view draws a link anew when an end has moved, and leaves its data as they were before the drag.
  const course = useContext(CoursesContext).current.get(id)?.course ?? data.course;
  const { label } = data;
  const { band, tail, rate, shown, isCut, isFlowing, isLate } = useFlow(id, course, isFull);
  const style = LINK_STYLES[data.kind];
  const look = {
    className: classNames(styles.link, isSelected && styles.selected),
    "data-line": style.line,
    "data-aside": data.kind === "dead-letter" || data.kind === "alternate",
  };
  if (!isFull && !isCut && !isLate)
    return <path {...look} className={`${look.className} ${styles.line}`} d={course.path} />;
  return (
    <g {...look} data-cut={isCut}>
      {isFlowing && (
        <path
          ref={band}
          className={styles.band}
          d={course.path}
          strokeWidth={shown.current.width}
        />
      )}
      {isLate && <path ref={tail} className={styles.tail} d={shown.current.outline} />}
      <path className={styles.line} d={course.path} />
      {isCut && <Broken course={course} />}
      {isFull && style.source && <Mark mark={style.source} course={course} end="source" />}
      {isFull && style.target && <Mark mark={style.target} course={course} end="target" />}
      {isFull && <path className={styles.target} d={course.path} />}
      {isFull && label && <Label course={course} text={label} />}
      {isFull && <text ref={rate} className={styles.rate} {...middleOf(course)} />}
    </g>
  );
}

const STILL = { isCut: false, isFlowing: false, isLate: false };

/** Paints what runs on a link past React; says which of its layers there are. */
function useFlow(id: string, course: Course, isFull: boolean) {
  const band = useRef<SVGPathElement>(null);
  const tail = useRef<SVGPathElement>(null);
  const rate = useRef<SVGTextElement>(null);
  const shown = useRef({ width: "0", outline: "" });
  const [layers, setLayers] = useState(STILL);
  useLinkPaint(id, (figures) => {
    // From afar a band would be thinner than the line.
    const width = isFull ? String(bandWidth(figures?.rate ?? 0)) : "0";
    const outline = tailPath(course, figures?.lagSeconds ?? 0);
    if (shown.current.width !== width) band.current?.setAttribute("stroke-width", width);
    if (shown.current.outline !== outline) tail.current?.setAttribute("d", outline);
    shown.current = { width, outline };
    if (rate.current) writeText(rate.current, figures ? figureText(shortRate(figures.rate)) : "");
    const isCut = figures?.isCut ?? false;
    const [isFlowing, isLate] = [width !== "0", outline !== ""];
    if (isCut !== layers.isCut || isFlowing !== layers.isFlowing || isLate !== layers.isLate)
      setLayers({ isCut, isFlowing, isLate });
  });
  return { band, tail, rate, shown, ...layers };
}

function Broken({ course }: { course: Course }) {
  return (
    <g className={styles.broken}>
      <path d={course.path} strokeDasharray={cutDashes(course)} />
      <path className={styles.strokes} d={cutPath(course)} />
    </g>
  );
}

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
