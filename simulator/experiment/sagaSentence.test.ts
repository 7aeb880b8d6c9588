import { expect, test } from "vitest";
import type { SagaHistory, SagaMoment } from "../services/SagaHistories.ts";
import { sagaSentence } from "./sagaSentence.ts";

/** An instance whose moments are a tenth of a second apart: "Charge done", or a word on the instance itself. */
function history(outcome: SagaHistory["outcome"], ...words: string[]): SagaHistory {
  const moments = ["begun", ...words].map((text, i): SagaMoment => {
    const [first, second] = text.split(" ");
    const state = (second ?? first) as SagaMoment["state"];
    return { at: i / 10, step: second === undefined ? undefined : first, state };
  });
  return { root: 1, key: 1, outcome, moments };
}

test.each([
  [
    history("completed", "Charge sent", "Charge done", "completed"),
    "All steps were done in 300 ms.",
  ],
  [
    history("compensated", "Charge sent", "Charge failed", "compensated"),
    "Charge was refused; nothing had to be taken back.",
  ],
  [
    history(
      "compensated",
      "Stock sent",
      "Stock done",
      "Charge sent",
      "Charge unknown",
      "Charge compensating",
      "Charge compensated",
      "Stock compensating",
      "Stock compensated",
      "compensated",
    ),
    "Charge gave no answer in time; Stock and Charge were taken back.",
  ],
  [history("stuck", "Stock sent", "Stock done", "Charge sent", "stuck"), "Charge has not ended."],
  [
    history("stuck", "Stock done", "Charge failed", "Stock compensating", "stuck"),
    "Charge was refused; Stock could not be taken back.",
  ],
  [
    history(
      "inconsistent",
      "Charge sent",
      "Charge unknown",
      "compensated",
      "Charge done",
      "inconsistent",
    ),
    "Charge was done 100 ms after it had ended as compensated.",
  ],
  [
    history("inconsistent", "Stock done", "Charge done", "Stock compensated", "inconsistent"),
    "Charge was done, yet Stock was taken back.",
  ],
  [
    history(
      "inconsistent",
      "Ship sent",
      "Ship unknown",
      "Ship done",
      "Stock failed",
      "inconsistent",
    ),
    "Ship gave no answer in time, yet Ship was done.",
  ],
  [history("running", "Stock done", "Charge sent"), "Charge: under way."],
  [history("running"), "Nothing has been sent yet."],
])("an instance is told in a sentence: %#", (instance, sentence) => {
  expect(sagaSentence(instance)).toBe(sentence);
});
