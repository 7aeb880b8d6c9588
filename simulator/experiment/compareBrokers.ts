import type { BrokerProfile, Scenario, SystemText } from "../model/index.ts";
import { readSystem, type SwitchReport, switchProfile } from "../profiles/index.ts";
import { type Cause, causesOf, type SkippedTrial } from "./causesOf.ts";
import { FIGURES, type FigureName, type Figures, figuresOf } from "./comparedFigures.ts";
import { type Estimate, estimateOf } from "./estimateOf.ts";
import { faultsOn } from "./faultsOn.ts";
import { createSimulation } from "./Simulation.ts";
import { MOST_MEMORY } from "./SimulationInput.ts";

/** What is compared. */
export interface ComparisonInput {
  readonly system: SystemText;
  readonly scenario: Scenario;
  /** Profiles to run on; the first one is what the others are held against. */
  readonly brokers: readonly BrokerProfile[];
  /** Runs on each broker, with the seeds of the scenario and the ones after it. */
  readonly replications: number;
  /** Whether the setting behind each difference is searched for, by one more run for each setting. */
  readonly withCauses: boolean;
}

/** A design on one broker. */
export interface BrokerOutcome {
  readonly broker: BrokerProfile;
  readonly report: SwitchReport;
  readonly figures: Readonly<Record<FigureName, Estimate>>;
  /** Against the first broker, run by run with the same seeds; empty for the first one itself. */
  readonly differences: readonly Difference[];
  /** What was tried to find out why; absent where nothing was. */
  readonly search?: CauseSearch;
}

/** An experiment for each setting that differs. */
export interface CauseSearch {
  /** Seeds of the runs on which the causes rest. */
  readonly seeds: readonly number[];
  /** Settings that were tried alone. */
  readonly tried: number;
  readonly skipped: readonly SkippedTrial[];
}

/** A figure that the change of broker moves. */
export interface Difference {
  readonly figure: FigureName;
  /** This broker less the first one. */
  readonly difference: Estimate;
  /** What moves the figure when it alone is changed, the strongest first. */
  readonly causes: readonly Cause[];
}

/**
 * Runs a design on several brokers with common random numbers, and says what changes.
 * @throws Error when the design cannot be run on one of them
 */
export function compareBrokers(input: ComparisonInput): BrokerOutcome[] {
  const { system, scenario, brokers, replications, withCauses } = input;
  const run = (text: SystemText, seed: number): Figures => {
    const simulation = createSimulation({
      system: readSystem(text),
      scenario: { ...scenario, faults: faultsOn(text, system, scenario.faults), seed },
      // Nobody else has the memory meanwhile.
      memoryBytes: MOST_MEMORY,
    });
    try {
      simulation.advanceTo(Number.POSITIVE_INFINITY);
      return figuresOf(text, simulation.summary(), scenario.warmUp);
    } finally {
      // The next run needs the memory, also that of one that was too large.
      simulation.dispose();
    }
  };
  const seeds = Array.from({ length: replications }, (_, index) => scenario.seed + index);
  const tried = withCauses ? seeds.slice(0, SEEDS_FOR_CAUSES) : [];
  const runTrial = (text: SystemText) => meanOf(tried.map((seed) => run(text, seed)));
  const sides = brokers.map((broker): Side => {
    const { system: text, report } = onBroker(system, broker);
    return { broker, text, report, runs: seeds.map((seed) => run(text, seed)) };
  });
  const [first] = sides;
  return sides.map((side) => ({
    broker: side.broker,
    report: side.report,
    figures: estimatesOf(side.runs),
    ...(first === undefined || side === first
      ? { differences: [] }
      : differencesOf(first, side, tried, runTrial)),
  }));
}

/** A trial for each setting is dear: so many runs of each must do. */
const SEEDS_FOR_CAUSES = 3;

/** The design with all of its brokers changed into one product; channels without one get one. */
function onBroker(
  system: SystemText,
  target: BrokerProfile,
): { system: SystemText; report: SwitchReport } {
  let text = withBroker(system);
  const reports: SwitchReport[] = [];
  for (const [id, node] of Object.entries(text.nodes ?? {})) {
    if (node.kind !== "broker") continue;
    const switched = switchProfile(text, id, target);
    text = switched.system;
    reports.push(switched.report);
  }
  const mapped = distinct(reports.flatMap((report) => report.mapped));
  return {
    system: text,
    report: { mapped, unmatched: distinct(reports.flatMap((report) => report.unmatched)) },
  };
}

/** What is said twice is told once: a word, and the same thing as the design had set it itself. */
function distinct<Note>(notes: readonly Note[]): Note[] {
  return [...new Map(notes.map((note) => [JSON.stringify(note), note])).values()];
}

function withBroker(system: SystemText): SystemText {
  const nodes = Object.entries(system.nodes ?? {});
  if (nodes.some(([, { kind }]) => kind === "broker")) return system;
  let id = "broker";
  while (Object.hasOwn(system.nodes ?? {}, id)) id = `${id}-1`;
  const held = nodes.map(([name, node]) =>
    node.kind === "queue" || node.kind === "topic" || node.kind === "stream"
      ? [name, { ...node, broker: id }]
      : [name, node],
  );
  return { ...system, nodes: { [id]: { kind: "broker" }, ...Object.fromEntries(held) } };
}

function estimatesOf(runs: readonly Figures[]): Record<FigureName, Estimate> {
  const entries = FIGURES.map(({ name }) => [
    name,
    estimateOf(runs.map((figures) => figures[name])),
  ]);
  return Object.fromEntries(entries) as Record<FigureName, Estimate>;
}

interface Side {
  readonly broker: BrokerProfile;
  readonly text: SystemText;
  readonly report: SwitchReport;
  readonly runs: readonly Figures[];
}

function differencesOf(
  first: Side,
  side: Side,
  seeds: readonly number[],
  run: (text: SystemText) => Figures,
): Pick<BrokerOutcome, "differences" | "search"> {
  const moved = FIGURES.flatMap(({ name }) => {
    const difference = estimateOf(
      side.runs.map((each, i) => each[name] - (first.runs[i]?.[name] ?? 0)),
    );
    const isReal = Math.abs(difference.mean) > (difference.halfWidth ?? 0) && difference.mean !== 0;
    return isReal ? [{ figure: name, difference }] : [];
  });
  if (moved.length === 0 || seeds.length === 0)
    return { differences: moved.map((each) => ({ ...each, causes: [] })) };
  const from = meanOf(first.runs.slice(0, seeds.length));
  const to = meanOf(side.runs.slice(0, seeds.length));
  const causes = causesOf(first.text, side.text, run);
  return {
    differences: moved.map((each) => ({
      ...each,
      causes: causes.behind(each.figure, from, to),
    })),
    search: { seeds, tried: causes.tried, skipped: causes.skipped },
  };
}

function meanOf(runs: readonly Figures[]): Figures {
  const entries = FIGURES.map(({ name }) => [
    name,
    runs.reduce((sum, figures) => sum + figures[name], 0) / runs.length,
  ]);
  return Object.fromEntries(entries) as Figures;
}
