import type { StepText, TimeDistributionText } from "../../simulator/index.ts";

/** A law of times in few words: "20 ms", "exponential, mean 100 ms". */
export function lawWords(law: TimeDistributionText): string {
  if (typeof law === "string") return law;
  switch (law.distribution) {
    case "uniform":
      return `${law.low} to ${law.high}`;
    case "lognormal":
      return law.p50 ? `p50 ${law.p50}, p99 ${law.p99}` : `mean ${law.mean}`;
    case "percentiles":
      return `p50 ${law.p50}, p99 ${law.p99}`;
    case "samples":
      return `${law.values.length} measured values`;
    case "weibull":
      return `Weibull, scale ${law.scale}`;
    case "pareto":
      return `Pareto from ${law.minimum}`;
    case "mixture":
      return `one of ${law.of.length} laws`;
    default:
      return `${law.distribution}, mean ${law.mean}`;
  }
}

const percent = (share: number) => `${Number((share * 100).toPrecision(3))} %`;

/** What a step does, in one line; `nameOf` turns an id into the name on the screen. */
export function stepWords(step: StepText, nameOf: (id: string) => string): string {
  switch (step.do) {
    case "work":
      return `takes ${lawWords(step.time)}`;
    case "call":
      return `${nameOf(step.to)}, ${step.timeout ? `gives up after ${step.timeout}` : "no time limit"}`;
    case "read":
      return `from ${nameOf(step.from)}`;
    case "write":
      return `to ${nameOf(step.to)}`;
    case "publish":
      return `${step.message}${step.to ? ` to ${nameOf(step.to)}` : ""}${step.onFailure ? ", and waits until it is taken" : ""}`;
    case "cancel":
      return `${step.message} in ${nameOf(step.in)}`;
    case "ack":
      return "from here on nothing comes back";
    case "reply":
      return step.message ?? "answers the caller";
    case "fail":
      return failWords(step);
    case "await":
      return step.messages.join(", ");
    case "branch":
      return `${step.choices.length} choices${step.otherwise ? " and otherwise" : ""}`;
    case "window":
      return `${step.size} by ${step.by}`;
  }
}

function failWords(step: Extract<StepText, { do: "fail" }>): string {
  if (step.ofMessages !== undefined) return `${percent(step.ofMessages)} of messages, always`;
  if (step.firstAttempts !== undefined) return `the first ${step.firstAttempts} attempts`;
  return step.probability === undefined ? "always" : `${percent(step.probability)} of attempts`;
}
