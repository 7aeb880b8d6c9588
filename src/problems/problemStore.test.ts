import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { addNode, createDesignStore, emptyDesign } from "../design/index.ts";
import type { ToldFinding } from "../lint/index.ts";
import { startChecking } from "./problemStore.ts";

const finding = (id: string, severity: ToldFinding["severity"], rule = "rule"): ToldFinding => ({
  key: `${rule} node ${id}`,
  rule,
  harm: "hard to change",
  severity,
  target: { kind: "node", id, path: ["system", "nodes", id] },
  what: "What.",
  why: "Why.",
  mend: "Mend.",
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const quiet = () => vi.advanceTimersByTimeAsync(300);

test("the design is checked when it opens, and once after a burst of edits", async () => {
  const designs = createDesignStore(emptyDesign());
  const lint = vi.fn(async () => [finding("a", "warning")]);
  const problems = startChecking(designs, lint);
  expect(problems.getState().findings).toBeUndefined();
  await quiet();
  expect(lint).toHaveBeenCalledTimes(1);
  expect(problems.getState()).toMatchObject({ isStale: false, findings: [{ key: "rule node a" }] });

  for (let i = 0; i < 5; i++)
    designs.edit("add", (draft) => addNode(draft, "queue", { x: i * 100, y: 0 }));
  expect(problems.getState().isStale).toBe(true);
  await quiet();
  expect(lint).toHaveBeenCalledTimes(2);
  expect(problems.getState().isStale).toBe(false);
});

test("moving a node is no reason to check", async () => {
  const designs = createDesignStore(emptyDesign());
  const lint = vi.fn(async () => []);
  startChecking(designs, lint);
  await quiet();
  designs.edit("rename", (draft) => {
    draft.name = "Another name";
  });
  await quiet();
  expect(lint).toHaveBeenCalledTimes(1);
});

test("an answer about a design of before is thrown away, and the present one is asked about", async () => {
  const designs = createDesignStore(emptyDesign());
  const answers: ((findings: ToldFinding[]) => void)[] = [];
  const problems = startChecking(
    designs,
    () => new Promise((resolve) => void answers.push(resolve)),
  );
  await quiet();
  designs.edit("add", (draft) => addNode(draft, "queue", { x: 0, y: 0 }));
  await quiet();
  expect(answers).toHaveLength(1);
  answers[0]?.([finding("old", "error")]);
  await quiet();
  expect(problems.getState().findings).toBeUndefined();
  answers[1]?.([finding("new", "error")]);
  await quiet();
  expect(problems.getState().findings?.map(({ target }) => target.id)).toEqual(["new"]);
});

test("marks count what is worth a mark, with the gravest; a finding that is gone is not looked at", async () => {
  const designs = createDesignStore(emptyDesign());
  let found = [finding("a", "error"), finding("a", "warning", "other"), finding("b", "hint")];
  const problems = startChecking(designs, async () => found);
  await quiet();
  expect([...problems.getState().marks]).toEqual([["a", { count: 2, severity: "error" }]]);
  problems.setState({ chosen: "other node a" });
  found = [finding("a", "error")];
  designs.edit("add", (draft) => addNode(draft, "queue", { x: 0, y: 0 }));
  await quiet();
  expect(problems.getState().chosen).toBeUndefined();
});

test("a linter that fails says why, and the next edit tries again", async () => {
  const designs = createDesignStore(emptyDesign());
  const lint = vi.fn<() => Promise<ToldFinding[]>>();
  lint.mockRejectedValueOnce(new Error("The worker ended.")).mockResolvedValue([]);
  const problems = startChecking(designs, lint);
  await quiet();
  expect(problems.getState().failure).toBe("The worker ended.");
  designs.edit("add", (draft) => addNode(draft, "queue", { x: 0, y: 0 }));
  await quiet();
  expect(problems.getState()).toMatchObject({ failure: undefined, findings: [] });
});
