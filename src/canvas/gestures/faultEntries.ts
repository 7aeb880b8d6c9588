import type { FaultText, NodeKind } from "../../../simulator/index.ts";
import type { Breakage } from "../../actions/index.ts";
import type { IconName, MenuEntry } from "../../ui/index.ts";

/** What can be done to the running system by hand. */
export interface Interventions {
  /** Why nothing can be broken now; undefined when it can. */
  whyNot(): string | undefined;
  /** Whether something at a node or link was broken and can be mended. */
  isBroken(target: string): boolean;
  strike(fault: FaultText): void;
  mend(target: string): void;
}

interface Way {
  label: string;
  icon: IconName;
  /** How strong, or for how long. */
  note?: string;
  faultAt: (target: string) => FaultText;
}

const SLOW_FACTOR = 3;
const SPIKE_FACTOR = 2;
const ERROR_SHARE = 0.5;
const CRASH_FOR = "20 s";
const PAUSE_FOR = "10 s";

/** Ways to break a node, each with the fault that it strikes with. */
const WAYS = {
  "crash-one": {
    label: "Crash one instance",
    icon: "crash",
    note: CRASH_FOR,
    faultAt: (target) => ({ fault: "crash", target, instance: "random", for: CRASH_FOR }),
  },
  "crash-all": {
    label: "Crash all instances",
    icon: "crash",
    note: CRASH_FOR,
    faultAt: (target) => ({ fault: "crash", target, instance: "all", for: CRASH_FOR }),
  },
  pause: {
    label: "Pause",
    icon: "pause",
    note: PAUSE_FOR,
    faultAt: (target) => ({ fault: "pause", target, instance: "all", for: PAUSE_FOR }),
  },
  slow: {
    label: "Slow down",
    icon: "slow",
    note: `× ${SLOW_FACTOR}`,
    faultAt: (target) => ({ fault: "slow", target, factor: SLOW_FACTOR }),
  },
  errors: {
    label: "Fail some attempts",
    icon: "errors",
    note: `${ERROR_SHARE * 100} %`,
    faultAt: (target) => ({ fault: "errors", target, probability: ERROR_SHARE }),
  },
  outage: {
    label: "Outage",
    icon: "outage",
    faultAt: (target) => ({ fault: "outage", target }),
  },
  "cut-off": {
    label: "Cut off",
    icon: "partition",
    faultAt: (node) => ({ fault: "cut-off", target: { node } }),
  },
  spike: {
    label: "Spike",
    icon: "spike",
    note: `× ${SPIKE_FACTOR}`,
    faultAt: (target) => ({ fault: "spike", target, factor: SPIKE_FACTOR }),
  },
  cut: {
    label: "Cut",
    icon: "cut",
    faultAt: (link) => ({ fault: "cut-off", target: { link } }),
  },
} as const satisfies Record<string, Way>;

type BreakageId = keyof typeof WAYS;

const OF_SERVICES = ["crash-one", "crash-all", "pause", "slow", "errors", "cut-off"] as const;
const OF_SERVERS = ["slow", "errors", "outage", "cut-off"] as const;

/** What makes sense at a node, by its kind; boxes and registries are not broken by hand yet. */
const OF_KIND: Record<NodeKind, readonly BreakageId[]> = {
  producer: ["spike", "cut-off"],
  endpoint: OF_SERVICES,
  consumer: OF_SERVICES,
  dependency: OF_SERVERS,
  database: OF_SERVERS,
  queue: ["cut-off"],
  topic: ["cut-off"],
  stream: ["cut-off"],
  broker: [],
  saga: [],
  registry: [],
  zone: [],
};

/** How a node can be broken now, and mended where it is. */
export function nodeBreakages(
  id: string,
  kind: NodeKind,
  instances: number,
  interventions: Interventions,
): Breakage[] {
  const choices = OF_KIND[kind].filter((each) => each !== "crash-one" || instances > 1);
  return breakagesAt(choices, id, interventions);
}

/** How a link can be broken now, and mended where it is. */
export function linkBreakages(id: string, interventions: Interventions): Breakage[] {
  return breakagesAt(["cut"], id, interventions);
}

/** The part of a menu that breaks and mends something now. */
export function faultEntries(breakages: readonly Breakage[]): MenuEntry[] {
  if (breakages.length === 0) return [];
  return [
    { kind: "heading", label: "Break it now" },
    ...breakages.map(({ perform, ...more }): MenuEntry => {
      return { kind: "act", ...more, onSelect: perform };
    }),
    { kind: "separator" },
  ];
}

function breakagesAt(
  choices: readonly BreakageId[],
  target: string,
  interventions: Interventions,
): Breakage[] {
  const whyNot = interventions.whyNot();
  const ways = choices.map((id): Breakage => {
    const { label, icon, note, faultAt }: Way = WAYS[id];
    return { id, label, icon, note, whyNot, perform: () => interventions.strike(faultAt(target)) };
  });
  const mend: Breakage = {
    id: "mend",
    label: "Mend now",
    icon: "fix",
    whyNot,
    perform: () => interventions.mend(target),
  };
  return choices.length > 0 && interventions.isBroken(target) ? [...ways, mend] : ways;
}
