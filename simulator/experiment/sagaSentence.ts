import { figureText, shortDuration } from "../model/index.ts";
import type { SagaHistory, SagaMoment } from "../services/SagaHistories.ts";

const time = (seconds: number) => figureText(shortDuration(seconds));

/** What became of one instance of a saga, and at which step, in a sentence. */
export function sagaSentence(history: SagaHistory): string {
  switch (history.outcome) {
    case "completed":
      return `All steps were done in ${time(lengthOf(history))}.`;
    case "compensated":
      return `${causeOf(history)}; ${takenBack(history)}.`;
    case "stuck":
      return `${whereStuck(history)}.`;
    case "inconsistent":
      return `${contradiction(history)}.`;
    case "running": {
      const last = history.moments.filter(isOfStep).at(-1);
      return last ? `${last.step}: ${STATE_WORDS[last.state]}.` : "Nothing has been sent yet.";
    }
  }
}

/** How a state of a step, or of an instance, is told. */
export const STATE_WORDS: Readonly<Record<SagaMoment["state"], string>> = {
  begun: "begun",
  idle: "not begun",
  sent: "under way",
  done: "done",
  failed: "refused",
  unknown: "no answer in time",
  compensating: "being taken back",
  compensated: "taken back",
  completed: "completed",
  stuck: "stuck",
  inconsistent: "inconsistent",
};

/** From the beginning of an instance to the last that happened to it, in seconds. */
function lengthOf({ moments }: SagaHistory): number {
  return moments.at(-1)!.at - moments[0]!.at;
}

const isOfStep = (moment: SagaMoment): moment is SagaMoment & { step: string } =>
  moment.step !== undefined;

/** The last state of each step that was reached, in the order in which they were reached. */
function lastStates({ moments }: SagaHistory): Map<string, SagaMoment["state"]> {
  const states = new Map<string, SagaMoment["state"]>();
  for (const { step, state } of moments.filter(isOfStep)) states.set(step, state);
  return states;
}

const inState = (history: SagaHistory, state: SagaMoment["state"]): string[] =>
  [...lastStates(history)].filter(([, each]) => each === state).map(([step]) => step);

const listed = (names: readonly string[]) =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

const were = (names: readonly string[]) => (names.length === 1 ? "was" : "were");

/** Why an instance turned back. */
function causeOf({ moments }: SagaHistory): string {
  const turn = moments.find(({ state }) => state === "failed" || state === "unknown");
  if (turn === undefined) return "It turned back";
  return turn.state === "failed"
    ? `${turn.step} was refused`
    : `${turn.step} gave no answer in time`;
}

function takenBack(history: SagaHistory): string {
  const names = inState(history, "compensated");
  if (names.length === 0) return "nothing had to be taken back";
  return `${listed(names)} ${were(names)} taken back`;
}

function whereStuck(history: SagaHistory): string {
  const [back] = inState(history, "compensating");
  if (back !== undefined) return `${causeOf(history)}; ${back} could not be taken back`;
  const [unknown] = inState(history, "unknown");
  if (unknown !== undefined) return `No answer came from ${unknown}, and nothing leads on`;
  const sent = inState(history, "sent");
  if (sent.length > 0) return `${listed(sent)} ${sent.length === 1 ? "has" : "have"} not ended`;
  return "Nobody leads it on";
}

/** What does not go together: a step that stands although the rest was taken back, or the other way round. */
function contradiction(history: SagaHistory): string {
  const { moments } = history;
  const ended = moments.find(({ step, state }) => step === undefined && state !== "begun");
  const late = moments.slice(ended ? moments.indexOf(ended) + 1 : 0).find(isOfStep);
  if (ended && ended.state !== "inconsistent" && late)
    return `${late.step} was ${STATE_WORDS[late.state]} ${time(late.at - ended.at)} after it had ended as ${ended.state}`;
  const done = inState(history, "done");
  const back = inState(history, "compensated");
  if (back.length === 0) return `${causeOf(history)}, yet ${listed(done)} ${were(done)} done`;
  return `${listed(done)} ${were(done)} done, yet ${listed(back)} ${were(back)} taken back`;
}
