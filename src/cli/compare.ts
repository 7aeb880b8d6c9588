import {
  type BrokerOutcome,
  type BrokerProfile,
  causePieces,
  compareBrokers,
  counterpartText,
  differenceText,
  estimateText,
  FIGURES,
  nearSettings,
  noCauseText,
  type Piece,
  PROFILES,
  placeText,
  profileOf,
  runsText,
  searchLines,
  settingText,
  suggestion,
  WHAT_FIGURES_COUNT,
} from "../../simulator/index.ts";
import { BadInput } from "./BadInput.ts";
import { goingOn } from "./goingOn.ts";
import { readDesign } from "./readDesign.ts";
import { readScenario, type ScenarioOptions } from "./readScenario.ts";
import { tableText } from "./tableText.ts";

interface Options extends ScenarioOptions {
  broker: string;
  replications: string;
  causes: boolean;
  json?: boolean;
}

/**
 * `sluice compare FILE --broker a,b,c`: runs a design on several brokers with the same random
 * numbers, and says what changes and which setting is behind it.
 * @throws BadInput when the file, the brokers or the scenario cannot be worked with
 */
export function compare(file: string, options: Options): void {
  const { design, resolved } = readDesign(file);
  const brokers = readBrokers(options.broker);
  const replications = readReplications(options.replications);
  const { id, scenario } = readScenario(resolved.scenarios, options);
  const withCauses = options.causes;
  const outcomes = goingOn(() =>
    compareBrokers({
      system: design.system ?? {},
      scenario,
      brokers,
      replications,
      withCauses,
    }),
  );
  const report = { design: design.name, scenario: id, seed: scenario.seed, replications, outcomes };
  process.stdout.write(options.json ? `${JSON.stringify(report, null, 2)}\n` : textOf(report));
}

function readBrokers(text: string): BrokerProfile[] {
  const names = text.split(",").map((name) => name.trim());
  const known = PROFILES.map(({ id }) => id as string);
  for (const name of names)
    if (!known.includes(name))
      throw new BadInput(`--broker: there is no profile "${name}".${suggestion(name, known)}`);
  if (new Set(names).size < names.length || names.length < 2)
    throw new BadInput("--broker: name at least two different profiles, such as rabbitmq,kafka.");
  return names as BrokerProfile[];
}

function readReplications(text: string): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && count >= 1 && count <= 1000) return count;
  throw new BadInput(`--replications: "${text}" is no whole number from 1 to 1000.`);
}

interface Report {
  readonly design: string;
  readonly scenario: string;
  readonly replications: number;
  readonly outcomes: readonly BrokerOutcome[];
}

function textOf({ design, scenario, replications, outcomes }: Report): string {
  const names = outcomes.map(({ broker }) => profileOf(broker)?.name ?? broker);
  const rows = FIGURES.map(({ name, label }) => [
    label,
    ...outcomes.map(({ figures }) => estimateText(name, figures[name])),
  ]);
  const sections = outcomes.flatMap((outcome, index) => {
    const name = names[index] ?? "";
    return [
      index === 0 ? [] : differencesText(outcome, name, names[0] ?? ""),
      nearText(outcome, name),
      unmatchedText(outcome, name),
    ].filter((lines) => lines.length > 0);
  });
  const table = tableText([["", ...names], ...rows]);
  const notes = [runsText(replications), WHAT_FIGURES_COUNT];
  const blocks = [[`${design}, ${scenario}`], table, notes, ...sections];
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function differencesText(outcome: BrokerOutcome, name: string, first: string): string[] {
  const { differences, search } = outcome;
  if (differences.length === 0) return [`${name} against ${first}: no difference`];
  return [
    `${name} against ${first}`,
    ...differences.flatMap(({ figure, difference, causes }) => [
      `  ${FIGURES.find((each) => each.name === figure)?.label ?? figure} ${differenceText(figure, difference)}`,
      ...causes.map((cause) => `    ${plain(causePieces(cause, first, name))}`),
      ...(causes.length === 0 ? [`    ${noCauseText(search)}`] : []),
    ]),
    ...searchLines(outcome).map((pieces) => `  ${plain(pieces)}`),
  ];
}

function plain(pieces: readonly Piece[]): string {
  return pieces.map((piece) => (typeof piece === "string" ? piece : piece.word)).join("");
}

function nearText(outcome: BrokerOutcome, name: string): string[] {
  const near = nearSettings(outcome);
  if (near.length === 0) return [];
  return [
    `Only near on ${name}`,
    ...near.map(
      (each) =>
        `  ${placeText(each)}: ${settingText(each.name, each.value)} → ${counterpartText(each)}: ${each.near}`,
    ),
  ];
}

function unmatchedText({ report }: BrokerOutcome, name: string): string[] {
  if (report.unmatched.length === 0) return [];
  return [
    `No counterpart on ${name}`,
    ...report.unmatched.map(
      (each) => `  ${placeText(each)}: ${settingText(each.name, each.value)}: ${each.why}`,
    ),
  ];
}
