import {
  figureText,
  type NodeKind,
  shortDuration,
  shortNumber,
  shortRate,
} from "../../../simulator/index.ts";
import { type Design, titleOfNode } from "../../design/index.ts";
import { TIME_STEPS } from "../../geometry/index.ts";
import type { Quantity } from "./ChartRecord.ts";

/** One line of a chart. */
export interface PanelLine {
  label: string;
  quantity: Quantity;
  node?: string;
  /** Name of its color among the design tokens. */
  token: string;
  isDashed?: boolean;
}

/** One chart: what it shows, in which unit, by which lines. */
export interface PanelChart {
  id: string;
  title: string;
  unit: string;
  lines: readonly PanelLine[];
  format: (value: number) => string;
  /** Top of its scale, where it has one by nature. */
  maximum?: number;
  /** Distances of its ticks, where round numbers are not what people count in. */
  steps?: readonly number[];
}

/** Lines that can be told apart in one chart. */
const MOST_LINES = 6;

const rate = (perSecond: number) => figureText(shortRate(perSecond));
const seconds = (value: number) => figureText(shortDuration(value));
/** A mean over a moment may be a part of a message; less than a tenth of one is none. */
const messages = (value: number) => shortNumber(value < 10 ? Math.round(value * 10) / 10 : value);
const percent = (value: number) => `${shortNumber(value)} %`;

/**
 * The charts of a design, on one axis. Lines of single nodes are those that are selected, if any of
 * their kind are, and else the first of the document.
 */
export function chartList(design: Design, selected: readonly string[]): PanelChart[] {
  const of = (quantity: Quantity, kinds: readonly NodeKind[]): PanelLine[] =>
    chosenOf(design, kinds, selected).map((id, index) => ({
      label: titleOfNode(id, design.system?.nodes?.[id]),
      quantity,
      node: id,
      token: `c-${index + 1}`,
      isDashed: index % 2 === 1,
    }));
  const whole = (quantity: Quantity, label: string, token: string): PanelLine => ({
    label,
    quantity,
    token,
  });
  const services: NodeKind[] = ["consumer", "endpoint"];
  const charts: PanelChart[] = [
    {
      id: "throughput",
      title: "Throughput",
      unit: "/s",
      lines: [whole("produced", "in", "c-5"), whole("ended", "done with", "c-1")],
      format: rate,
    },
    {
      id: "latency",
      title: "Latency, end to end",
      unit: "s",
      lines: [whole("p99", "p99 so far", "c-4")],
      format: seconds,
      steps: TIME_STEPS,
    },
    {
      id: "waiting",
      title: "Waiting in channels",
      unit: "messages",
      lines: of("waiting", ["queue", "stream", "topic"]),
      format: messages,
    },
    {
      id: "lag",
      title: "Lag",
      unit: "messages",
      lines: of("waiting", ["consumer"]),
      format: messages,
    },
    {
      id: "age",
      title: "Behind in time",
      unit: "s",
      lines: of("age", ["consumer"]),
      format: seconds,
      steps: TIME_STEPS,
    },
    {
      id: "busy",
      title: "Busy",
      unit: "%",
      lines: of("busy", [...services, "database", "dependency"]),
      format: percent,
      maximum: 100,
    },
    {
      id: "repeats",
      title: "Repeats",
      unit: "sums so far",
      lines: [
        whole("redelivered", "redelivered", "m-retry"),
        whole("doneTwice", "done twice", "m-dup"),
      ],
      format: shortNumber,
    },
    { id: "handled", title: "Handled by", unit: "/s", lines: of("rate", services), format: rate },
  ];
  return charts.filter(({ lines }) => lines.length > 0);
}

function chosenOf(
  { system }: Design,
  kinds: readonly NodeKind[],
  selected: readonly string[],
): string[] {
  const all = Object.entries(system?.nodes ?? {}).flatMap(([id, node]) =>
    kinds.includes(node.kind) ? [id] : [],
  );
  const chosen = all.filter((id) => selected.includes(id));
  return (chosen.length > 0 ? chosen : all).slice(0, MOST_LINES);
}
