import { expect, test } from "vitest";
import { createDesignStore, emptyDesign } from "../design/index.ts";
import type { ToldFinding } from "../lint/index.ts";
import { startChecking } from "../problems/index.ts";
import type { Run } from "../run/index.ts";
import { createViewStore, select } from "../view/index.ts";
import { chooseProblem, emptySeat, letProblemGoOnSelection, type Session } from "./index.ts";

const FINDING = { key: "dead-end queue", target: { kind: "node", id: "queue", path: [] } };

test("a problem that is looked at stays while its node is selected, and goes when another one is", () => {
  const designs = createDesignStore(emptyDesign());
  const view = createViewStore();
  const problems = startChecking(designs, async () => []);
  const session: Session = {
    ...{ designs, view, problems, run: {} as Run },
    ...{ canvas: emptySeat(), panels: emptySeat(), files: emptySeat() },
  };
  session.canvas.current = { show: (id: string) => select(view, [id]) } as never;
  letProblemGoOnSelection(session);
  chooseProblem(session, FINDING as unknown as ToldFinding);
  expect(view.getState().selection.nodes).toEqual(["queue"]);
  expect(problems.getState().chosen).toBe(FINDING.key);
  select(view, ["consumer"]);
  expect(problems.getState().chosen).toBeUndefined();
});
