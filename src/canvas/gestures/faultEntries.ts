import type { FaultText, NodeKind } from "../../../simulator/index.ts";
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

interface Breakage {
  id: string;
  label: string;
  icon: IconName;
  note?: string;
  fault: FaultText;
}

const SLOW_FACTOR = 3;
const SPIKE_FACTOR = 2;
const ERROR_SHARE = 0.5;
const CRASH_FOR = "20 s";
const PAUSE_FOR = "10 s";

/** Faults that make sense at a node, by its kind. */
function breakagesOf(id: string, kind: NodeKind, instances: number): Breakage[] {
  const crashOne: Breakage = {
    id: "crash-one",
    label: "Crash one instance",
    icon: "crash",
    note: CRASH_FOR,
    fault: { fault: "crash", target: id, instance: "random", for: CRASH_FOR },
  };
  const crashAll: Breakage = {
    id: "crash-all",
    label: instances > 1 ? "Crash all instances" : "Crash",
    icon: "crash",
    note: CRASH_FOR,
    fault: { fault: "crash", target: id, instance: "all", for: CRASH_FOR },
  };
  const pause: Breakage = {
    id: "pause",
    label: "Pause",
    icon: "pause",
    note: PAUSE_FOR,
    fault: { fault: "pause", target: id, instance: "all", for: PAUSE_FOR },
  };
  const slow: Breakage = {
    id: "slow",
    label: "Slow down",
    icon: "slow",
    note: `× ${SLOW_FACTOR}`,
    fault: { fault: "slow", target: id, factor: SLOW_FACTOR },
  };
  const errors: Breakage = {
    id: "errors",
    label: "Fail some attempts",
    icon: "errors",
    note: `${ERROR_SHARE * 100} %`,
    fault: { fault: "errors", target: id, probability: ERROR_SHARE },
  };
  const outage: Breakage = {
    id: "outage",
    label: "Outage",
    icon: "outage",
    fault: { fault: "outage", target: id },
  };
  const cutOff: Breakage = {
    id: "cut-off",
    label: "Cut off",
    icon: "partition",
    fault: { fault: "cut-off", target: { node: id } },
  };
  const spike: Breakage = {
    id: "spike",
    label: "Spike",
    icon: "spike",
    note: `× ${SPIKE_FACTOR}`,
    fault: { fault: "spike", target: id, factor: SPIKE_FACTOR },
  };
  switch (kind) {
    case "consumer":
    case "endpoint":
      return [...(instances > 1 ? [crashOne] : []), crashAll, pause, slow, errors, cutOff];
    case "dependency":
    case "database":
      return [slow, errors, outage, cutOff];
    case "producer":
      return [spike, cutOff];
    case "queue":
    case "topic":
    case "stream":
      return [cutOff];
    default:
      return [];
  }
}

/** The part of a node's menu that breaks and mends it now. */
export function nodeFaultEntries(
  id: string,
  kind: NodeKind,
  instances: number,
  interventions: Interventions,
): MenuEntry[] {
  return entriesOf(breakagesOf(id, kind, instances), id, interventions);
}

/** The part of a link's menu that breaks and mends it now. */
export function linkFaultEntries(id: string, interventions: Interventions): MenuEntry[] {
  const cut: Breakage = {
    id: "cut",
    label: "Cut",
    icon: "cut",
    fault: { fault: "cut-off", target: { link: id } },
  };
  return entriesOf([cut], id, interventions);
}

function entriesOf(
  breakages: readonly Breakage[],
  target: string,
  interventions: Interventions,
): MenuEntry[] {
  if (breakages.length === 0) return [];
  const whyNot = interventions.whyNot();
  const mend: MenuEntry[] = interventions.isBroken(target)
    ? [
        {
          kind: "act",
          id: "mend",
          label: "Mend now",
          icon: "fix",
          whyNot,
          onSelect: () => interventions.mend(target),
        },
      ]
    : [];
  return [
    { kind: "heading", label: "Break it now" },
    ...breakages.map(
      ({ id, label, icon, note, fault }): MenuEntry => ({
        kind: "act",
        id,
        label,
        icon,
        note,
        whyNot,
        onSelect: () => interventions.strike(fault),
      }),
    ),
    ...mend,
    { kind: "separator" },
  ];
}
