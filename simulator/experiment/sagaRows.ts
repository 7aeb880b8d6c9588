import { exactCount, figureText, shortDuration, shortNumber } from "../model/index.ts";
import type { SagaSummary } from "../services/SagaFigures.ts";

const time = (seconds: number) => figureText(shortDuration(seconds));

/** A count of instances, with its share of all that began. */
const instances = (of: (saga: SagaSummary) => number) => (saga: SagaSummary) =>
  saga.started === 0
    ? "0"
    : `${exactCount(of(saga))} (${shortNumber((of(saga) / saga.started) * 100)} %)`;

/** What is told of a saga, in the order of a report; sagas of one process stand side by side in it. */
export const SAGA_ROWS: readonly {
  readonly label: string;
  readonly text: (saga: SagaSummary) => string;
}[] = [
  {
    label: "led",
    text: ({ mode }) => (mode === "orchestrated" ? "by a coordinator" : "by nobody"),
  },
  { label: "begun", text: ({ started }) => exactCount(started) },
  { label: "completed", text: instances(({ completed }) => completed) },
  { label: "compensated", text: instances(({ compensated }) => compensated) },
  { label: "stuck", text: instances(({ stuck }) => stuck) },
  { label: "inconsistent", text: instances(({ inconsistent }) => inconsistent) },
  { label: "not ended", text: instances(({ running }) => running) },
  { label: "p50 to the end", text: ({ duration }) => time(duration.p50) },
  { label: "p99 to the end", text: ({ duration }) => time(duration.p99) },
  { label: "steps taken back, each", text: ({ compensations }) => shortNumber(compensations.mean) },
  { label: "steps without answer in time", text: ({ timedOut }) => exactCount(timedOut) },
  { label: "commands sent again", text: ({ retried }) => exactCount(retried) },
  { label: "taken back but never done", text: (saga) => exactCount(saga.orphanCompensations) },
];

/** Sagas that carry out one business process. */
export interface SagaProcess {
  /** Name of the process; undefined for a saga that names none, which stands alone. */
  readonly process: string | undefined;
  readonly sagas: readonly (readonly [id: string, saga: SagaSummary])[];
}

/** The sagas of a run, those of one process together. */
export function sagaProcesses(sagas: Readonly<Record<string, SagaSummary>>): SagaProcess[] {
  const groups = new Map<string, [string, SagaSummary][]>();
  for (const [id, saga] of Object.entries(sagas)) {
    const group = saga.process === undefined ? id : `process ${saga.process}`;
    groups.set(group, [...(groups.get(group) ?? []), [id, saga]]);
  }
  return [...groups.values()].map((group) => ({ process: group[0]![1].process, sagas: group }));
}
