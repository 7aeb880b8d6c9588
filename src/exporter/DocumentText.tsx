import { type UIEvent, useLayoutEffect, useMemo, useRef, useState } from "react";
import { Icon } from "../ui/index.ts";
import styles from "./DocumentText.module.css";
import { highlight } from "./highlight.ts";
import type { Mark } from "./marksOf.ts";

const LINE_PX = 18;
/** Lines drawn above and below those in view, so that scrolling never shows an empty edge. */
const SPARE_LINES = 30;

export type DocumentTextProps = {
  label: string;
  text: string;
  marks: readonly Mark[];
  /** The line to bring into view; a new object scrolls again, even to the same line. */
  target: { line: number } | undefined;
};

/** Which lines are in view. */
function viewOf({ scrollTop, clientHeight }: HTMLElement) {
  return { first: Math.floor(scrollTop / LINE_PX), count: Math.ceil(clientHeight / LINE_PX) };
}

function groupByLine(marks: readonly Mark[]): ReadonlyMap<number, Mark[]> {
  const groups = new Map<number, Mark[]>();
  for (const mark of marks) groups.set(mark.line, [...(groups.get(mark.line) ?? []), mark]);
  return groups;
}

/** A document as numbered, colored lines with remarks at the margin. Only lines in view are drawn. */
export function DocumentText({ label, text, marks, target }: DocumentTextProps) {
  const lines = useMemo(() => text.trimEnd().split("\n"), [text]);
  const marksByLine = useMemo(() => groupByLine(marks), [marks]);
  const scroller = useRef<HTMLElement>(null);
  const [view, setView] = useState({ first: 0, count: 60 });

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setView(viewOf(element)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || !target) return;
    element.scrollTop = Math.max(0, target.line * LINE_PX - element.clientHeight / 3);
    setView(viewOf(element));
  }, [target]);

  const from = Math.max(0, view.first - SPARE_LINES);
  const shown = lines.slice(from, view.first + view.count + SPARE_LINES);
  const longest = useMemo(() => Math.max(...lines.map((line) => line.length)), [lines]);
  return (
    <section
      ref={scroller}
      className={styles.scroller}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      aria-label={label}
      onScroll={(event: UIEvent<HTMLElement>) => setView(viewOf(event.currentTarget))}
    >
      <div
        className={styles.lines}
        style={{ height: lines.length * LINE_PX, minWidth: `${longest + 12}ch` }}
      >
        <div style={{ transform: `translateY(${from * LINE_PX}px)` }}>
          {shown.map((line, i) => {
            const number = from + i + 1;
            const here = marksByLine.get(number);
            const isTarget = target?.line === number;
            return <Line key={number} {...{ number, line, isTarget }} marks={here} />;
          })}
        </div>
      </div>
    </section>
  );
}

type LineProps = {
  number: number;
  line: string;
  marks: readonly Mark[] | undefined;
  isTarget: boolean;
};

function Line({ number, line, marks, isTarget }: LineProps) {
  const tone = marks?.some((mark) => mark.tone === "bad") ? "bad" : marks && "warn";
  let offset = 0;
  return (
    <div className={styles.line} data-tone={tone} data-target={isTarget || undefined}>
      <span className={styles.number}>{number}</span>
      <span className={styles.margin}>{tone && <Icon name={tone} size={12} tone={tone} />}</span>
      <span>
        {highlight(line).map(({ kind, text }) => {
          const key = offset;
          offset += text.length;
          return (
            <span key={key} className={styles[kind]}>
              {text}
            </span>
          );
        })}
        {marks && <span className={styles.note}>{marks.map(({ note }) => note).join(" · ")}</span>}
      </span>
    </div>
  );
}
