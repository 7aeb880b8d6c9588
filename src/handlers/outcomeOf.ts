import type { StepCrash } from "../../simulator/index.ts";
import type { BoundaryOutcome } from "./BoundaryOutcome.ts";

type Counts = Readonly<Record<string, number>>;

const times = (count: number) => (count === 2 ? "twice" : `${count} times`);
const list = (words: readonly string[]) => words.join(", ");

/** What a crash did, from what was counted in the run with it and in the run without. */
export function outcomeOf(crash: StepCrash, nameOf: (id: string) => string): BoundaryOutcome {
  const { after } = crash;
  const lost = lossWords(crash);
  const twice = [
    ...words(crash.effectsTwice, (name, count) => `${name} ${times(count)}`),
    ...words(crash.messagesTwice, (name, count) => `${name} published ${times(count)}`),
  ];
  const asked = words(crash.askedTwice, (id, count) => `${nameOf(id)} asked ${times(count)}`);
  const way = deliveryWords(crash);
  if (lost.length > 0)
    return { after, harm: "lost", words: `${way}: ${list([...lost, ...twice])}.` };
  if (twice.length > 0) return { after, harm: "twice", words: `${way}: ${list(twice)}.` };
  return {
    after,
    harm: "none",
    words: `${way}, done once${asked.length > 0 ? `; ${list(asked)}` : ""}.`,
  };
}

function words(counts: Counts, say: (name: string, count: number) => string): string[] {
  return Object.entries(counts).map(([name, count]) => say(name, count));
}

function deliveryWords({ redelivered, deadLettered }: StepCrash): string {
  if (deadLettered > 0) return "Dead-lettered";
  if (redelivered === 0) return "Not delivered again";
  return redelivered === 1 ? "Delivered again" : `Delivered again ${redelivered} times`;
}

/** What never came to be; a handler that has no effect of its own simply did not end. */
function lossWords({ effectsMissing, messagesMissing, completed }: StepCrash): string[] {
  const never = (name: string, count: number, verb: string) =>
    count <= 0 ? `${name} never${verb}` : `${name}${verb} fewer times`;
  const missing = [
    ...words(effectsMissing, (name, count) => never(name, count, "")),
    ...words(messagesMissing, (name, count) => never(name, count, " published")),
  ];
  return missing.length === 0 && !completed ? ["the rest is never done"] : missing;
}
