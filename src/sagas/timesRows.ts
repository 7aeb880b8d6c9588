import type { Saga, SagaHistory } from "../../simulator/index.ts";
import { backState, stepState } from "./stateDiagram.ts";

/** A stretch of time that a step, or its taking back, took; an instant where nothing is known of its beginning. */
export interface Stretch {
  from: number;
  to: number;
  outcome: "done" | "failed" | "unknown" | "open" | "late";
}

/** A row of the times of an instance. */
export interface TimesRow {
  id: string;
  label: string;
  isBack: boolean;
  stretches: readonly Stretch[];
}

/** The times of all steps of an instance, and of what took them back, in seconds since it began. */
export function timesRows(saga: Saga, { moments }: SagaHistory): TimesRow[] {
  const begun = moments[0]?.at ?? 0;
  const last = (moments.at(-1)?.at ?? begun) - begun;
  const ends = moments.filter(({ step, state }) => step === undefined && state !== "begun");
  const endedAt = ends[0] ? ends[0].at - begun : Number.POSITIVE_INFINITY;
  const stretches = new Map<string, Stretch[]>();
  const open = new Map<string, number>();
  const close = (id: string, to: number, outcome: Stretch["outcome"]) => {
    const from = open.get(id) ?? to;
    open.delete(id);
    stretches.set(id, [...(stretches.get(id) ?? []), { from, to, outcome }]);
  };
  for (const { at, step, state } of moments) {
    const index = saga.steps.findIndex(({ name }) => name === step);
    if (index < 0) continue;
    const time = at - begun;
    if (state === "sent") open.set(stepState(index), time);
    else if (state === "compensating") open.set(backState(index), time);
    else if (state === "compensated") close(backState(index), time, "done");
    else if (state === "failed" || state === "unknown") close(stepState(index), time, state);
    else if (state === "done") close(stepState(index), time, time > endedAt ? "late" : "done");
  }
  for (const id of [...open.keys()]) close(id, last, "open");
  const row = (index: number, isBack: boolean): TimesRow => {
    const id = isBack ? backState(index) : stepState(index);
    const label = saga.steps[index]?.name ?? "";
    return { id, label, isBack, stretches: stretches.get(id) ?? [] };
  };
  const forward = saga.steps.map((_, index) => row(index, false));
  const back = saga.steps.flatMap(({ compensation }, index) =>
    compensation ? [row(index, true)] : [],
  );
  return [...forward, ...back.reverse()];
}
