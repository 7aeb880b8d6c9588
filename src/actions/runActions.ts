import { isMeantToPlay, SPEEDS } from "../run/index.ts";
import type { Action, Session } from "./Action.ts";

/** Acts on the run. */
export const RUN_ACTIONS = [
  {
    id: "play-pause",
    label: "Play or pause",
    group: "Run",
    labelNow: ({ run }) => (isMeantToPlay(run.store.getState()) ? "Pause" : "Play"),
    icon: "play",
    iconNow: ({ run }) => (isMeantToPlay(run.store.getState()) ? "pause" : "play"),
    keys: ["Space"],
    scope: "run",
    words: "start stop resume",
    whyNot: hasNothingToRun,
    perform: ({ run }) => run.toggle(),
  },
  {
    id: "step",
    label: "Step one event",
    group: "Run",
    icon: "step",
    keys: ["."],
    scope: "run",
    repeats: true,
    whyNot: (session) => hasNothingToRun(session) ?? hasEnded(session),
    perform: ({ run }) => void run.step(),
  },
  {
    id: "step-back",
    label: "Back one event",
    group: "Run",
    icon: "step-back",
    keys: [","],
    scope: "run",
    repeats: true,
    whyNot: (session) =>
      hasNothingToRun(session) ?? (session.run.now() === 0 ? "the run is at its start" : undefined),
    perform: ({ run }) => void run.stepBack(),
  },
  {
    id: "slower",
    label: "Slower",
    group: "Run",
    icon: "minus",
    keys: ["Shift+<", "<"],
    repeats: true,
    words: "speed",
    whyNot: ({ run }) =>
      run.store.getState().speed === SPEEDS[0] ? "this is the slowest" : undefined,
    perform: (session) => changeSpeed(session, -1),
  },
  {
    id: "faster",
    label: "Faster",
    group: "Run",
    icon: "plus",
    keys: ["Shift+>", ">"],
    repeats: true,
    words: "speed",
    whyNot: ({ run }) =>
      run.store.getState().speed === SPEEDS.at(-1) ? "this is the fastest" : undefined,
    perform: (session) => changeSpeed(session, 1),
  },
  {
    id: "jump-to-start",
    label: "Jump to the start",
    group: "Run",
    icon: "start",
    keys: ["Home"],
    scope: "run",
    words: "rewind beginning",
    whyNot: hasNothingToRun,
    perform: ({ run }) => {
      void run.pause();
      void run.seek(0);
    },
  },
  {
    id: "restart",
    label: "Reset the run",
    group: "Run",
    icon: "rerun",
    keys: ["Shift+Home"],
    scope: "run",
    words: "restart rerun again forget faults by hand",
    whyNot: hasNothingToRun,
    perform: ({ run }) => void run.restart("pause"),
  },
  {
    id: "run-to",
    label: "Run to…",
    group: "Run",
    icon: "runto",
    keys: ["$mod+Shift+Enter"],
    words: "until time moment pause at seek",
    whyNot: hasNothingToRun,
    perform: ({ view }) => view.setState({ dialog: "run-to" }),
  },
  {
    id: "next-fault",
    label: "Run to the next fault",
    group: "Run",
    icon: "chaos",
    keys: ["n"],
    words: "crash chaos jump",
    whyNot: (session) =>
      hasNothingToRun(session) ??
      (nextFaultTime(session) === undefined ? "no fault is planned after this moment" : undefined),
    perform: (session) => {
      const time = nextFaultTime(session);
      if (time !== undefined) void session.run.runTo(time);
    },
  },
  {
    id: "change-seed",
    label: "Change the seed…",
    group: "Run",
    icon: "seed",
    words: "random luck",
    perform: ({ view }) => view.setState({ dialog: "seed" }),
  },
  {
    id: "run-to-end",
    label: "Run to the end",
    group: "Run",
    icon: "end",
    keys: ["$mod+Enter"],
    whyNot: (session) => hasNothingToRun(session) ?? hasEnded(session),
    perform: ({ run }) => void run.runToEnd(),
  },
] as const satisfies readonly Action[];

function hasNothingToRun({ designs }: Session): string | undefined {
  const nodes = designs.getState().design.system?.nodes ?? {};
  return Object.keys(nodes).length === 0 ? "there is nothing to run yet" : undefined;
}

function hasEnded({ run }: Session): string | undefined {
  return run.store.getState().status === "finished" ? "the run has ended" : undefined;
}

/** When the next planned fault strikes, in simulated seconds. */
function nextFaultTime({ designs, run }: Session): number | undefined {
  const { scenario } = run.store.getState();
  const faults = Object.values(designs.getState().resolved.scenarios[scenario]?.faults ?? {});
  const later = faults.flatMap(({ at }) => (at !== undefined && at > run.now() ? [at] : []));
  return later.length === 0 ? undefined : Math.min(...later);
}

function changeSpeed({ run }: Session, direction: 1 | -1): void {
  const { speed } = run.store.getState();
  const faster = SPEEDS.find((each) => each > speed);
  const slower = SPEEDS.findLast((each) => each < speed);
  const next = direction === 1 ? faster : slower;
  if (next !== undefined) run.setSpeed(next);
}
