import {
  exactCount,
  figureText,
  type NodeKind,
  shortDuration,
  shortNumber,
  shortRate,
} from "../../../simulator/index.ts";
import type { InstanceLive, NodeLive } from "./NodeLive.ts";

/** One figure of a node: its name, its text now, and what it means. */
export type LiveRow = { label: string; help: string; text: (node: NodeLive) => string };

const PERCENT = 100;
const share = (value: number) =>
  Number.isNaN(value) ? "–" : `${shortNumber(Math.round(value * PERCENT))} %`;
const seconds = (value: number) => figureText(shortDuration(value));
const sum = (instances: readonly InstanceLive[], of: (instance: InstanceLive) => number) =>
  instances.reduce((total, instance) => total + of(instance), 0);

/** Instances that can work now. */
export const upCount = (instances: readonly InstanceLive[]) =>
  instances.filter((instance) => !instance.isCrashed && !instance.isPaused).length;

const rate: LiveRow = {
  label: "Rate",
  help: "Messages a second, over the last seconds",
  text: (node) => figureText(shortRate(node.rate)),
};
const p99: LiveRow = {
  label: "p99",
  help: "99th percentile of its response time since the run began",
  text: (node) => seconds(node.p99),
};
const channel: readonly LiveRow[] = [
  { label: "Ready", help: "Messages that wait", text: (node) => exactCount(node.ready) },
  {
    label: "In flight",
    help: "Messages handed out and not yet settled",
    text: (node) => exactCount(node.inFlight),
  },
  {
    label: "Redelivered",
    help: "Deliveries beyond the first of a message, since the run began",
    text: (node) => exactCount(node.redeliveries),
  },
  {
    label: "Oldest",
    help: "Age of the oldest message that waits",
    text: (node) => seconds(node.oldest),
  },
  { ...rate, label: "Rate out" },
];
const service: readonly LiveRow[] = [
  { ...rate, label: "Handled" },
  {
    label: "Busy slots",
    help: "Handlers at work, of those that could be",
    text: ({ instances }) =>
      `${sum(instances, (each) => each.busy)} of ${sum(instances, (each) => (each.isCrashed ? 0 : each.slots))}`,
  },
  {
    label: "Instances up",
    help: "Processes that can work now",
    text: ({ instances }) => `${upCount(instances)} of ${instances.length}`,
  },
  {
    label: "Lag",
    help: "Messages that it has still to handle",
    text: (node) => exactCount(node.lagMessages),
  },
  {
    label: "Behind",
    help: "Age of the oldest message that it has still to handle",
    text: (node) => seconds(node.lagSeconds),
  },
  p99,
  {
    label: "Redelivered to it",
    help: "Messages that came again since the run began",
    text: (node) => exactCount(node.redeliveries),
  },
  {
    label: "Done more than once",
    help: "Effects done again for the same message since the run began",
    text: (node) => exactCount(node.duplicates),
  },
];
const store: readonly LiveRow[] = [
  rate,
  {
    label: "In use",
    help: "Share of its capacity",
    text: (node) => share(node.utilization),
  },
  p99,
];

/** Figures of a node by kind, in the order in which they are read. */
export function liveRowsOf(kind: NodeKind): readonly LiveRow[] {
  switch (kind) {
    case "producer":
      return [{ ...rate, label: "Produced" }];
    case "queue":
    case "topic":
    case "stream":
      return channel;
    case "consumer":
    case "endpoint":
      return service;
    case "database":
    case "dependency":
      return store;
    default:
      return [];
  }
}
