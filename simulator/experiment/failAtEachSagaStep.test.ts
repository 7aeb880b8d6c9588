import { expect, test } from "vitest";
import type { SystemText } from "../model/index.ts";
import { readSystem } from "../profiles/index.ts";
import { type FourSteps, fourSteps, type StepName } from "../services/fourSteps.testing.ts";
import { failAtEachSagaStep, type SagaFailure } from "./failAtEachSagaStep.ts";

/** @param restart how long a crashed worker takes to be up again: less than the coordinator waits */
function trials(given: Partial<FourSteps> = {}, restart = "20 ms") {
  const system = fourSteps({
    arrivals: { process: "poisson", rate: "10/s" },
    timeout: "200 ms",
    carryOut: (step: StepName) => [
      { do: "work", time: "10 ms", effect: step },
      { do: "fail", probability: 0.5 },
      { do: "reply", message: `${step}Done` },
    ],
    ...given,
  });
  Object.assign(system.nodes.worker, { restart });
  const found = failAtEachSagaStep(readSystem(system as unknown as SystemText), "coordinator");
  return (failure: SagaFailure, isCompensation = false) =>
    found
      .filter((each) => each.failure === failure && each.isCompensation === isCompensation)
      .map(({ outcome }) => outcome);
}

const usual = trials();

const four = <T>(value: T): T[] => [value, value, value, value];

test("a refusal is taken back, at each step; so is who never answers", () => {
  expect(usual("refused")).toEqual(four("compensated"));
  expect(usual("unanswered")).toEqual(four("compensated"));
});

test("what crashes is delivered again: the saga completes, whichever side it is that crashes", () => {
  expect(usual("crash-before")).toEqual(four("completed"));
  expect(usual("crash-after")).toEqual(four("completed"));
  expect(usual("coordinator")).toEqual(four("completed"));
});

test("who is down for longer than is waited for cannot take back either: the saga is stuck", () => {
  expect(trials({}, "5 s")("crash-before")).toEqual(four("stuck"));
});

test("what is done after it was given up stands in no state of the saga", () => {
  expect(usual("done-late")).toContain("inconsistent");
});

test("without a timeout nothing is late, and who never answers keeps the saga open", () => {
  const of = trials({ timeout: undefined });
  expect(of("done-late")).toEqual([]);
  expect(of("unanswered")).toEqual(four("running"));
});

test("a step is taken back when a later one is refused; the last one never is", () => {
  expect(usual("crash-after", true)).toEqual(["compensated", "compensated", "compensated"]);
  expect(usual("coordinator", true)).toEqual(["compensated", "compensated", "compensated"]);
});

test("only a coordinator sends commands that could fail", () => {
  const system = fourSteps({ arrivals: { process: "poisson", rate: "10/s" }, carryOut: () => [] });
  const read = readSystem(system as unknown as SystemText);
  expect(() => failAtEachSagaStep(read, "worker")).toThrow('"worker" is no saga');
});
