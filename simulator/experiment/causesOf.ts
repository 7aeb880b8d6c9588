import { System, type SystemText } from "../model/index.ts";
import type { FigureName, Figures } from "./comparedFigures.ts";
import { SimulationStopped } from "./SimulationStopped.ts";
import { settingTrials, type Trial, type Words } from "./settingTrials.ts";

/** A setting, or the kind of the channels, that moves a figure, found by experiment. */
export interface Cause {
  /** The primitive group, such as `lease`, or `kind`. */
  readonly setting: string;
  /** What each broker calls it and sets it to, the first broker first. */
  readonly words: Words;
  /** Part of the difference that comes or goes when this alone is changed. */
  readonly share: number;
  /** Several settings, none of which does it alone. */
  readonly isTogether?: boolean;
}

/** A trial that could not be run. */
export interface SkippedTrial {
  readonly setting: string;
  readonly why: string;
}

/** What was tried, and what it showed. */
export interface Causes {
  /** Settings tried alone. */
  readonly tried: number;
  readonly skipped: readonly SkippedTrial[];
  behind(figure: FigureName, from: Figures, to: Figures): Cause[];
}

interface TrialRun extends Omit<Trial, "system"> {
  readonly figures: Figures;
}

const WORTH_NAMING = 0.1;
const AT_MOST = 2;

/**
 * Changes one thing at a time between a design on two brokers and runs again: what moves a figure is behind it.
 * @param run mean figures of a system over the seeds on which causes rest
 */
export function causesOf(
  first: SystemText,
  second: SystemText,
  run: (system: SystemText) => Figures,
): Causes {
  const runs: TrialRun[] = [];
  const skipped: SkippedTrial[] = [];
  for (const { system, ...trial } of settingTrials(first, second)) {
    const result = tryRun(system, run);
    if ("figures" in result) runs.push({ ...trial, figures: result.figures });
    else if (!trial.isTogether) skipped.push({ setting: trial.setting, why: result.why });
  }
  const strongest = (figure: FigureName, from: Figures, to: Figures, isTogether: boolean) =>
    runs
      .filter((trial) => (trial.isTogether ?? false) === isTogether)
      .map(({ base, figures, ...trial }): Cause => {
        const moved =
          base === "first" ? figures[figure] - from[figure] : to[figure] - figures[figure];
        return { ...trial, share: moved / (to[figure] - from[figure]) };
      })
      .filter(({ share }) => Number.isFinite(share) && share >= WORTH_NAMING)
      .sort((a, b) => b.share - a.share)
      .slice(0, AT_MOST);
  return {
    tried: runs.filter(({ isTogether }) => !isTogether).length,
    skipped,
    behind: (figure, from, to) => {
      const alone = strongest(figure, from, to, false);
      return alone.length > 0 ? alone : strongest(figure, from, to, true);
    },
  };
}

function tryRun(
  system: SystemText,
  run: (system: SystemText) => Figures,
): { figures: Figures } | { why: string } {
  const parsed = System.safeParse(system);
  const issue = parsed.success ? undefined : parsed.error.issues[0];
  if (issue?.code === "unrecognized_keys")
    return { why: "the kind of channel there has no such setting" };
  if (issue !== undefined)
    return { why: `with it the design is not valid: ${issue.path.join(".")}: ${issue.message}` };
  try {
    return { figures: run(system) };
  } catch (error) {
    if (error instanceof SimulationStopped) return { why: error.message };
    throw error;
  }
}
