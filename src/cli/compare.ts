import {
  type BrokerOutcome,
  type BrokerProfile,
  compareBrokers,
  type Estimate,
  FIGURES,
  figureText,
  PROFILES,
  profileOf,
  SimulationStalled,
  shortDuration,
  shortNumber,
  suggestion,
} from "../../simulator/index.ts";
import { BadInput } from "./BadInput.ts";
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
  try {
    const outcomes = compareBrokers({
      system: design.system ?? {},
      scenario,
      brokers,
      replications,
      withCauses,
    });
    const report = {
      design: design.name,
      scenario: id,
      seed: scenario.seed,
      replications,
      outcomes,
    };
    process.stdout.write(options.json ? `${JSON.stringify(report, null, 2)}\n` : textOf(report));
  } catch (error) {
    if (error instanceof SimulationStalled) throw new BadInput(error.message);
    throw error;
  }
}

function readBrokers(text: string): BrokerProfile[] {
  const names = text.split(",").map((name) => name.trim());
  const known = PROFILES.map(({ id }) => id as string);
  for (const name of names)
    if (!known.includes(name))
      throw new BadInput(
        `--broker: there is no profile "${name}".${suggestion(name, known)} Profiles: ${known.join(", ")}.`,
      );
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
  const runs = replications === 1 ? "one run each" : `${replications} runs each, 95 % confidence`;
  const rows = FIGURES.map(({ name, label, unit }) => [
    label,
    ...outcomes.map(({ figures }) => estimateText(figures[name], unit)),
  ]);
  const sections = outcomes.flatMap((outcome, index) =>
    [
      index === 0 ? [] : differencesText(outcome, names[index] ?? "", names[0] ?? ""),
      unmatchedText(outcome, names[index] ?? ""),
    ].filter((lines) => lines.length > 0),
  );
  const table = tableText([["", ...names], ...rows]);
  const blocks = [[`${design}, ${scenario}: ${runs}, same seeds`], table, ...sections];
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function differencesText({ differences }: BrokerOutcome, name: string, first: string): string[] {
  if (differences.length === 0) return [`${name} against ${first}: no difference`];
  return [
    `${name} against ${first}`,
    ...differences.flatMap(({ figure, difference, causes }) => {
      const { label = figure, unit = "messages" } =
        FIGURES.find((each) => each.name === figure) ?? {};
      const sign = difference.mean > 0 ? "+" : "-";
      const size = estimateText({ ...difference, mean: Math.abs(difference.mean) }, unit);
      return [
        `  ${label} ${sign}${size}`,
        ...causes.map(
          ({ words, share }) =>
            `    ${Math.round(share * 100)} % of it goes with ${words[1]}\n      where ${first} has ${words[0]}`,
        ),
        ...(causes.length === 0
          ? [
              "    no setting tried alone: the kind of channel, several together, or what the design sets itself",
            ]
          : []),
      ];
    }),
  ];
}

function unmatchedText({ report }: BrokerOutcome, name: string): string[] {
  if (report.unmatched.length === 0) return [];
  return [
    `No counterpart on ${name}`,
    ...report.unmatched.map(
      ({ at, name: word, value, why }) =>
        `  ${at.slice(1).join(".")}: ${word} ${typeof value === "object" ? JSON.stringify(value) : value}: ${why}`,
    ),
  ];
}

function estimateText({ mean, halfWidth }: Estimate, unit: "messages" | "s"): string {
  const short = (value: number) =>
    unit === "s" ? figureText(shortDuration(value)) : shortNumber(value);
  return halfWidth === undefined ? short(mean) : `${short(mean)} ± ${short(halfWidth)}`;
}
