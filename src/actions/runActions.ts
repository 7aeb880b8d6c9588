import { SPEEDS } from "../run/index.ts";
import type { Action, Session } from "./Action.ts";

/** Acts on the run. */
export const RUN_ACTIONS = [
  {
    id: "play-pause",
    label: "Play or pause",
    keys: ["Space"],
    perform: ({ run }) => run.toggle(),
  },
  {
    id: "step",
    label: "Step one event",
    keys: ["Period"],
    whyNot: ({ run }) =>
      run.store.getState().status === "finished" ? "The run has ended." : undefined,
    perform: ({ run }) => void run.step(),
  },
  {
    id: "step-back",
    label: "Back one event",
    keys: ["Comma"],
    whyNot: ({ run }) => (run.now() === 0 ? "The run is at its start." : undefined),
    perform: ({ run }) => void run.stepBack(),
  },
  {
    id: "slower",
    label: "Slower",
    keys: ["Shift+Comma"],
    perform: (session) => changeSpeed(session, -1),
  },
  {
    id: "faster",
    label: "Faster",
    keys: ["Shift+Period"],
    perform: (session) => changeSpeed(session, 1),
  },
  {
    id: "restart",
    label: "Back to the start",
    keys: ["Home"],
    perform: ({ run }) => void run.restart("pause"),
  },
  {
    id: "run-to-end",
    label: "Run to the end",
    keys: ["$mod+Enter"],
    whyNot: ({ run }) =>
      run.store.getState().status === "finished" ? "The run has ended." : undefined,
    perform: ({ run }) => void run.runToEnd(),
  },
] as const satisfies readonly Action[];

function changeSpeed({ run }: Session, direction: 1 | -1): void {
  const { speed } = run.store.getState();
  const faster = SPEEDS.find((each) => each > speed);
  const slower = SPEEDS.findLast((each) => each < speed);
  const next = direction === 1 ? faster : slower;
  if (next !== undefined) run.setSpeed(next);
}
