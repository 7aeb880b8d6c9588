import { describe, expect, test } from "vitest";
import { Handler, STEP_SCHEMAS, Step, type StepText } from "./step.ts";

/** A branch within a branch within … around one step. */
function nested(depth: number, inner: StepText): StepText {
  return depth === 0
    ? inner
    : {
        do: "branch",
        choices: [{ when: { probability: 0.5 }, steps: [nested(depth - 1, inner)] }],
      };
}

/** The step that lies `depth` branches deep. */
function innermost(step: Step, depth: number): Step | undefined {
  if (depth === 0) return step;
  const next = step.do === "branch" ? step.choices[0]?.steps[0] : undefined;
  return next && innermost(next, depth - 1);
}

describe("branches", () => {
  test.each([1, 2, 20])("hold steps %d levels deep, with quantities and defaults", (depth) => {
    const step = Step.parse(nested(depth, { do: "work", time: "20 ms" }));
    expect(innermost(step, depth)).toEqual({ do: "work", time: 0.02, per: "message" });
  });

  test("a mistake deep inside is told with its whole path", () => {
    const inner = { do: "work", time: "20" } as const;
    const result = Handler.safeParse([{ do: "ack" }, nested(2, inner)]);
    expect(result.error?.issues[0]?.path.slice(0, 9)).toEqual([
      1,
      "choices",
      0,
      "steps",
      0,
      "choices",
      0,
      "steps",
      0,
    ]);
  });

  test("need at least one choice", () => {
    expect(Step.safeParse({ do: "branch", choices: [] }).success).toBe(false);
  });

  test("what happens after a timeout is steps too", () => {
    const step = Step.parse({
      do: "await",
      messages: ["PaymentTaken"],
      by: "order",
      timeout: "15 min",
      onTimeout: [nested(1, { do: "fail" })],
    });
    expect(step.do === "await" && step.onTimeout?.[0] && innermost(step.onTimeout[0], 1)).toEqual({
      do: "fail",
      with: "transient",
    });
  });
});

describe("unknown words", () => {
  test.each([
    [{ do: "work", time: "1 s", tme: "2 s" }],
    [{ do: "publish", message: "A", delya: "1 s" }],
    [{ do: "fail", with: "sometimes" }],
    [{ do: "wait", time: "1 s" }],
    [{ time: "1 s" }],
    [{ do: "branch", choices: [{ when: { chance: 0.5 }, steps: [] }] }],
    [{ do: "branch", choices: [{ when: { probability: 0.5, outcome: "ok" }, steps: [] }] }],
  ])("%j is refused", (step) => {
    expect(Step.safeParse(step).success).toBe(false);
  });
});

test("each kind of step stands under its own word", () => {
  for (const [word, schema] of Object.entries(STEP_SCHEMAS))
    expect(schema.shape.do.value).toBe(word);
});
