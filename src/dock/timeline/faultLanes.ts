import {
  type FaultText,
  type Intervention,
  type RunSummary,
  type ScenarioText,
  secondsOf,
  targetsOfFault,
} from "../../../simulator/index.ts";
import { type Design, faceOfNode, type NodeFace, titleOfNode } from "../../design/index.ts";
import type { IconName } from "../../ui/index.ts";
import { FAULT_FACES, faultWords } from "./faultWords.ts";

/** A fault on the timeline. Times are simulated seconds. */
export type FaultMark = {
  id: string;
  label: string;
  icon: IconName;
  isStrain: boolean;
  from: number;
  /** Where it ends; the end of the run when nothing ends it. */
  to: number;
  /** It strikes by chance, so that only its law is known. */
  isRandom: boolean;
  /** Done by hand in this run, not part of the scenario. */
  isByHand: boolean;
};

/** All faults of one target. */
export type FaultLane = {
  target: string;
  title: string;
  icon: IconName;
  family: NodeFace["family"];
  marks: readonly FaultMark[];
};

type Marked = { target: string; mark: FaultMark };

const DEFAULT_RESTART = "5 s";

/** How long a fault lasts, in seconds; undefined for one that nothing ends by itself. */
function durationOf(fault: FaultText, design: Design): number | undefined {
  if (fault.for !== undefined) return secondsOf(fault.for);
  if (fault.fault === "crash") {
    const node = design.system?.nodes?.[fault.target];
    return secondsOf((node && "restart" in node && node.restart) || DEFAULT_RESTART);
  }
  if (fault.fault === "deploy") return secondsOf(fault.rolling ?? fault.down ?? DEFAULT_RESTART);
  const isMoment = ["rebalance", "rebuild", "redrive", "scale"].includes(fault.fault);
  return isMoment ? 0 : undefined;
}

const targetOf = (fault: FaultText) => {
  const { nodes, links } = targetsOfFault(fault);
  return nodes[0] ?? links[0] ?? "";
};

/** The strikes of a fault that a run has seen; those without an end last until now. */
type Seen = Pick<RunSummary, "faults" | "simulatedSeconds">;

/** More strikes of one fault cannot be told apart on a screen. */
const STRIKES_SHOWN = 200;

function scheduled(
  scenario: ScenarioText,
  design: Design,
  horizon: number,
  seen: Seen | undefined,
): Marked[] {
  return Object.entries(scenario.faults ?? {}).flatMap(([id, fault]) => {
    const marks =
      fault.at === undefined
        ? byChance(id, fault, horizon, seen)
        : [planned(id, fault, secondsOf(fault.at), design, horizon)];
    return marks.map((mark) => ({ target: targetOf(fault), mark }));
  });
}

function planned(
  id: string,
  fault: FaultText,
  from: number,
  design: Design,
  horizon: number,
): FaultMark {
  const duration = durationOf(fault, design);
  const to = duration === undefined ? horizon : Math.min(horizon, from + duration);
  return { ...faceOf(id, fault), from, to };
}

const faceOf = (id: string, fault: FaultText) => ({
  id,
  ...FAULT_FACES[fault.fault],
  label: faultWords(fault),
  isRandom: false,
  isByHand: false,
});

/** A fault by chance: each time that it struck, or its law while it has not. */
function byChance(
  id: string,
  fault: FaultText,
  horizon: number,
  seen: Seen | undefined,
): FaultMark[] {
  const strikes = (seen?.faults ?? []).filter((span) => span.id === id).slice(0, STRIKES_SHOWN);
  if (strikes.length === 0) {
    const label = `${faultWords(fault)}, ${chanceWords(fault)}`;
    return [{ ...faceOf(id, fault), label, from: 0, to: horizon, isRandom: true }];
  }
  return strikes.map(({ from, until }, index) => ({
    ...faceOf(`${id}-${index}`, fault),
    from,
    to: until ?? seen?.simulatedSeconds ?? from,
  }));
}

function chanceWords(fault: FaultText): string {
  if ("atStep" in fault && fault.atStep) return stepWords(fault.atStep.step);
  return typeof fault.mttf === "string" ? `every ${fault.mttf} or so` : "by chance";
}

/** Steps count from 1 for people; one inside of another step is named by its path. */
function stepWords(step: number | string): string {
  return typeof step === "number" ? `at step ${step + 1}` : `at step ${step}`;
}

function byHand(history: readonly Intervention[], design: Design, horizon: number): Marked[] {
  return history.flatMap((entry, index) => {
    if (entry.do !== "intervene") return [];
    const { fault, time } = entry;
    const target = targetOf(fault);
    const mended = history.find(
      (later, at) => at > index && later.do === "mend" && later.target === target,
    );
    const duration = durationOf(fault, design);
    const end = duration === undefined ? horizon : time + duration;
    const mark: FaultMark = {
      ...faceOf(`by-hand-${index}`, fault),
      from: time,
      to: Math.min(end, mended?.time ?? end, horizon),
      isByHand: true,
    };
    return [{ target, mark }];
  });
}

function laneOf(target: string, marks: readonly FaultMark[], design: Design): FaultLane {
  const { nodes, links } = design.system ?? {};
  const node = nodes?.[target];
  if (node) {
    const { icon, family } = faceOfNode(node);
    return { target, title: titleOfNode(target, node), icon, family, marks };
  }
  const link = links?.[target];
  const title = link
    ? `${titleOfNode(link.source, nodes?.[link.source])} → ${titleOfNode(link.target, nodes?.[link.target])}`
    : target;
  return { target, title, icon: "link", family: "note", marks };
}

/** What is done by hand gets its lane below the others: no row moves that is being read. */
function placeOf({ marks }: FaultLane): number {
  const planned = marks.filter((mark) => !mark.isByHand).map((mark) => mark.from);
  return planned.length > 0 ? Math.min(...planned) : Number.MAX_VALUE;
}

/**
 * The faults of a scenario, one lane for each target, in order of time, and those done by hand in
 * the lane of their target.
 */
export function faultLanes(
  design: Design,
  scenario: ScenarioText,
  history: readonly Intervention[],
  horizon: number,
  seen?: Seen,
): FaultLane[] {
  const marked = [
    ...scheduled(scenario, design, horizon, seen),
    ...byHand(history, design, horizon),
  ];
  const byTarget = new Map<string, FaultMark[]>();
  for (const { target, mark } of marked) {
    byTarget.set(target, [...(byTarget.get(target) ?? []), mark]);
  }
  const lanes = [...byTarget].map(([target, marks]) => laneOf(target, marks, design));
  return lanes.sort((a, b) => placeOf(a) - placeOf(b));
}
