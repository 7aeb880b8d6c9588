/**
 * The names of what is measured: `<id>.<what>[.<statistic>]`, such as `c.timeInSystem.p95`,
 * `q.inSystem.at:0.25`, `c.partition:3.timeInSystem.mean` or `effects.charge.perMessage`.
 */

/** Kinds of parts that have metrics. */
export type Subject = "channel" | "consumer" | "producer" | "saga" | "effects";

/** What is taken of the values of a metric. */
export type Statistic =
  | { take: "value" | "mean" | "variance" | "max" | "p50" | "p95" | "p99" }
  | { take: "exceeds"; limit: number }
  | { take: "at" | "emptyAfter"; time: number };

/** A metric, taken apart. */
export interface Metric {
  name: string;
  subject: Subject;
  /** Id of the part, or the name of the effect. */
  id: string;
  what: string;
  /** Number of the instance or partition that is looked at alone. */
  part?: number;
  statistic: Statistic;
}

type Form = "observation" | "level" | "scalar";

/** Every metric with its form: values of messages, a level over time, or one number of the run. */
const WORDS: Record<Subject, Readonly<Record<string, Form>>> = {
  channel: {
    ready: "level",
    delayed: "level",
    inFlight: "level",
    inSystem: "level",
    rejectedFraction: "scalar",
    droppedFraction: "scalar",
    expiredFraction: "scalar",
    deadLetteredFraction: "scalar",
    deliveriesPerMessage: "scalar",
    redeliveries: "scalar",
  },
  consumer: {
    wait: "observation",
    timeInSystem: "observation",
    retryDelay: "observation",
    batch: "observation",
    lag: "level",
    busy: "level",
    instancesUp: "level",
    waitProbability: "scalar",
    messages: "scalar",
    throughput: "scalar",
    utilisation: "scalar",
    attemptsPerMessage: "scalar",
    completions: "scalar",
    duplicatesPerMessage: "scalar",
    duplicatesPerCrash: "scalar",
    duplicatesSkipped: "scalar",
    lostFraction: "scalar",
    deadLetteredFraction: "scalar",
    overtakenFraction: "scalar",
    callAttemptsPerMessage: "scalar",
    callsRejectedFraction: "scalar",
    lostToRetention: "scalar",
    lastCompletion: "scalar",
  },
  producer: {
    endToEnd: "observation",
    batchSize: "observation",
    batchDelay: "observation",
    copiesPerMessage: "scalar",
  },
  saga: {
    duration: "observation",
    completedDuration: "observation",
    compensatedDuration: "observation",
    compensations: "observation",
    completedFraction: "scalar",
    stuckFraction: "scalar",
  },
  effects: { perMessage: "scalar", repeatedFraction: "scalar", missingFraction: "scalar" },
};

const OF_VALUES = ["mean", "variance", "max", "p50", "p95", "p99"] as const;

/**
 * Takes the name of a metric apart.
 * @param subjectOf kind of the part with an id, or undefined when there is none
 * @throws Error that names the word which is not known
 */
export function parseMetric(name: string, subjectOf: (id: string) => Subject | undefined): Metric {
  const unknown = (what: string): Error => new Error(`metric "${name}": ${what}`);
  const words = splitName(name);
  const [first = "", second] = words;
  const isEffect = first === "effects" && subjectOf(first) === undefined;
  const subject = isEffect ? "effects" : subjectOf(first);
  if (subject === undefined) throw unknown(`there is nothing with the id "${first}"`);
  const id = isEffect ? (second ?? "") : first;
  let rest = words.slice(isEffect ? 2 : 1);

  const part = partOf(rest[0]);
  if (part !== undefined) rest = rest.slice(1);
  const [what = "", statistic, ...more] = rest;
  if (what.startsWith("emptyAfter:") && subject === "channel" && statistic === undefined) {
    const instant = numberOf(what.slice("emptyAfter:".length));
    if (instant === undefined) throw unknown(`"${what}" names no instant`);
    return {
      name,
      subject,
      id,
      what: "inSystem",
      statistic: { take: "emptyAfter", time: instant },
    };
  }
  const form = Object.hasOwn(WORDS[subject], what) ? WORDS[subject][what] : undefined;
  if (form === undefined) throw unknown(`a ${subject} has no "${what}"`);
  const taken = more.length === 0 ? statisticOf(form, statistic) : undefined;
  if (taken === undefined)
    throw unknown(`"${what}" has no statistic "${[statistic, ...more].join(".")}"`);
  if (part === undefined) return { name, subject, id, what, statistic: taken };
  if (subject !== "consumer" || what !== part.of)
    throw unknown(`"${what}" is not measured for each ${part.word}`);
  return { name, subject, id, what, part: part.index, statistic: taken };
}

/** Splits at dots, but not within a number such as `at:0.25`. */
function splitName(name: string): string[] {
  const number = /^(.*?)\.((?:at|exceeds|emptyAfter):\d+(?:\.\d+)?(?:e[+-]?\d+)?)$/.exec(name);
  return number ? [...(number[1] ?? "").split("."), number[2] ?? ""] : name.split(".");
}

function partOf(word: string | undefined) {
  const match = /^(instance|partition):(\d+)$/.exec(word ?? "");
  if (!match) return undefined;
  const kind = match[1] ?? "";
  const of = kind === "instance" ? "utilisation" : "timeInSystem";
  return { word: kind, of, index: Number(match[2]) };
}

function statisticOf(form: Form, text: string | undefined): Statistic | undefined {
  if (form === "scalar") return text === undefined ? { take: "value" } : undefined;
  if (text === undefined) return undefined;
  const number = numberOf(text.slice(text.indexOf(":") + 1));
  if (form === "level") {
    if (text === "mean" || text === "max") return { take: text };
    return text.startsWith("at:") && number !== undefined
      ? { take: "at", time: number }
      : undefined;
  }
  const take = OF_VALUES.find((word) => word === text);
  if (take) return { take };
  return text.startsWith("exceeds:") && number !== undefined
    ? { take: "exceeds", limit: number }
    : undefined;
}

function numberOf(text: string): number | undefined {
  const number = Number(text);
  return text !== "" && Number.isFinite(number) ? number : undefined;
}
