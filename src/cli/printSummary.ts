import {
  exactCount,
  figureText,
  type NodeSummary,
  shortDuration,
  shortNumber,
  type Verdict,
} from "../../simulator/index.ts";
import type { RunReport } from "./RunReport.ts";
import { sagaLines } from "./sagaLines.ts";

/** A run for people to read: what happened, node by node, then what went wrong and the verdicts. */
export function printSummary(report: RunReport): string {
  const { simulatedSeconds, wallSeconds, events } = report;
  const rate = wallSeconds > 0 ? `, ${shortNumber(events / wallSeconds)} events/s` : "";
  const sections = [
    [
      `${report.design}, scenario ${report.scenario}, seed ${report.seed}`,
      `${time(simulatedSeconds)} simulated in ${time(wallSeconds)}: ${exactCount(events)} events${rate}`,
      `digest ${report.digest}`,
      ...stopLines(report),
    ],
    nodeLines(report),
    sagaLines(report),
    harmLines(report),
    heldUpLines(report),
    verdictLines(report.objectives),
    guessLines(report.guesses),
    notSimulatedLines(report.notSimulated),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

const time = (seconds: number) => figureText(shortDuration(seconds));
/** Of a run that stopped before its end. Why is said where errors are. */
function stopLines({ stopped, simulatedSeconds }: RunReport): string[] {
  if (stopped === undefined) return [];
  return [`Stopped before its end: what follows holds up to ${time(simulatedSeconds)}.`];
}

const percent = (share: number) => `${shortNumber(share * 100)} %`;

function nodeLines({ nodes }: RunReport): string[] {
  const width = Math.max(0, ...Object.keys(nodes).map((id) => id.length));
  return Object.entries(nodes).flatMap(([id, node]) => [
    `${id.padEnd(width)}  ${nodeWords(node)}`,
    ...readerLines(node).map((line) => `${"".padEnd(width)}  ${line}`),
  ]);
}

function nodeWords(node: NodeSummary): string {
  switch (node.kind) {
    case "producer":
      if (node.users !== undefined)
        return `${exactCount(node.users.asked)} asked, ${shareWords(node.users.availability)} served, p50 ${time(node.users.latency.p50)}, p99 ${time(node.users.latency.p99)}`;
      return `${exactCount(node.produced)} produced, end to end p50 ${time(node.endToEnd.p50)}, p99 ${time(node.endToEnd.p99)}`;
    case "consumer":
      return `${exactCount(node.completed)} handled in ${exactCount(node.attempts)} attempts, ${percent(node.utilization)} busy, response p50 ${time(node.responseTime.p50)}, p99 ${time(node.responseTime.p99)}`;
    case "dependency":
    case "database":
      return `${exactCount(node.calls)} calls, ${busyWords(node)}p50 ${time(node.latency.p50)}, p99 ${time(node.latency.p99)}`;
    case "endpoint":
      return `${exactCount(node.requests)} requests, ${shareWords(node.availability)} answered, ${percent(node.utilization)} busy, p50 ${time(node.latency.p50)}, p99 ${time(node.latency.p99)}`;
    default:
      return channelWords(node);
  }
}

/** Who serves any number at once is never busy for a share of the time. */
function busyWords({ calls, utilization }: { calls: number; utilization: number }): string {
  return calls > 0 && utilization === 0 ? "" : `${percent(utilization)} busy, `;
}

function shareWords(share: number | undefined): string {
  return share === undefined ? "none" : percent(share);
}

type Channel = Extract<NodeSummary, { subscriptions: unknown }>;

function channelWords(node: Channel): string {
  const published = `${exactCount(node.published)} published`;
  if (node.unread !== undefined)
    return `${published}, ${exactCount(node.unread.kept)} kept, read by nobody`;
  const feeds = Object.values(node.subscriptions);
  return feeds.length === 1 && feeds[0]
    ? `${published}, ${waitingWords(feeds[0], node.kind)}`
    : published;
}

/** Each reader of a channel that has several: a copy that waits for one says nothing of the others. */
function readerLines(node: NodeSummary): string[] {
  if (!("subscriptions" in node)) return [];
  const feeds = Object.entries(node.subscriptions);
  if (feeds.length < 2) return [];
  return feeds.map(
    ([id, feed]) => `for ${id.slice(id.indexOf("/") + 1)}: ${waitingWords(feed, node.kind)}`,
  );
}

function waitingWords(
  { ready, lagSeconds }: Channel["subscriptions"][string],
  kind: Channel["kind"],
): string {
  const waits = `${exactCount(ready.now)} ready (at most ${exactCount(ready.max)})`;
  if (!(lagSeconds > 0)) return waits;
  return `${waits}, ${kind === "stream" ? `${time(lagSeconds)} behind` : `the oldest for ${time(lagSeconds)}`}`;
}

function harmLines({
  redelivered,
  duplicatesProcessed,
  overtaken,
  deadLettered,
  lost,
  brokerErrors,
  effects,
}: RunReport): string[] {
  const again = Object.entries(effects).flatMap(([name, { happened, repeated }]) =>
    Object.keys(repeated).length > 0
      ? [`"${name}" done again: ${causes(repeated)}, of ${exactCount(happened)}`]
      : [],
  );
  return [
    `redelivered: ${causes(redelivered.byCause)}`,
    `handled more than once: ${causes(duplicatesProcessed.byCause)}`,
    `overtaken: ${causes(overtaken.byCause)}`,
    `dead-lettered: ${exactCount(deadLettered)}`,
    `lost: ${causes(lost)}`,
    ...Object.entries(brokerErrors).map(([node, errors]) => `errors of ${node}: ${causes(errors)}`),
    ...again,
  ];
}

function causes(counts: Partial<Record<string, number>>): string {
  const entries = Object.entries(counts).map(([cause, count]) => [cause, count ?? 0] as const);
  const total = entries.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return "0";
  return `${exactCount(total)} (${entries.map(([cause, count]) => `${cause} ${exactCount(count)}`).join(", ")})`;
}

function verdictLines(objectives: readonly Verdict[]): string[] {
  return objectives.map(({ id, name, passed, measured, limit, reason, objective }) => {
    const word = passed === undefined ? "unknown" : passed ? "passed " : "FAILED ";
    const isTime = objective === "latency" || objective === "staleness";
    const figure = (value: number) => (isTime ? time(value) : shortNumber(value));
    const figures = measured === undefined ? [] : [`${figure(measured)}, limit ${figure(limit)}`];
    const what = [...figures, ...(reason === undefined ? [] : [reason])].join("; ");
    return `${word} ${name ?? id}: ${what}`;
  });
}

function guessLines(paths: readonly string[]): string[] {
  return paths.length === 0
    ? []
    : ["Guessed on import, and so only as true as the guess:", ...paths.map((path) => `  ${path}`)];
}

/** Outboxes whose relay cannot go on, and on whose account. */
function heldUpLines({ nodes }: RunReport): string[] {
  return Object.entries(nodes).flatMap(([id, node]) => {
    const outbox = node.kind === "database" ? node.outbox : undefined;
    return outbox?.refusedBy === undefined
      ? []
      : [
          `The relay of "${id}" is held up: "${outbox.refusedBy}" refuses what it publishes, and ${exactCount(outbox.waiting)} wait in the outbox.`,
        ];
  });
}

function notSimulatedLines(paths: readonly string[]): string[] {
  return paths.length === 0
    ? []
    : ["Not simulated yet, and so without effect:", ...paths.map((path) => `  ${path}`)];
}
