import type { BrokerScenario, Inexpressible, Seen } from "./BrokerScenario.ts";
import { type PlayedRun, playRun } from "./ScenarioPlay.ts";

/** Plays all scenarios and writes what came of them as a page: id, scenario, expected, simulated. */
export function fidelityPage(
  scenarios: readonly BrokerScenario[],
  inexpressible: readonly Inexpressible[],
  play: typeof playRun = playRun,
): string {
  const rows = scenarios.flatMap((scenario) =>
    scenario.runs.map((run) => rowOf(scenario, play(scenario, run))),
  );
  const passed = rows.filter(({ isRight }) => isRight).length;
  return `${HEAD}
${passed} of ${rows.length} runs of ${scenarios.length} scenarios come out as on the broker. ${inexpressible.length} are not played; they stand below, with the reason.

| id | scenario | basis | expected | simulated |
|---|---|---|---|---|
${rows.map(({ line }) => line).join("\n")}

## Not played

| id | scenario | why |
|---|---|---|
${inexpressible.map(({ id, title, reason }) => `| ${id} | ${cell(title)} | ${cell(reason)} |`).join("\n")}
`;
}

const HEAD = `# Fidelity: brokers, scenario by scenario

Written by \`npm run fidelity\`; do not edit. Each scenario is data in \`simulator/oracle/brokers/scenarios/\`, played in the engine, and would drive a real broker through a client as well. Messages are named by what was published: \`1*\` is a delivery with the redelivered mark, \`1(2)\` one with the count that the broker reports. Basis: seen on a real broker (observed), or derived from its documentation.
`;

function rowOf(
  { id, title, basis }: BrokerScenario,
  { name, expected, seen, differences }: PlayedRun,
): { line: string; isRight: boolean } {
  const isRight = differences.length === 0;
  const simulated = isRight ? "as expected" : `**${differences.join("; ")}**`;
  const told = isRight ? textOf(expected) : `${textOf(expected)} (got ${textOf(seen)})`;
  return {
    isRight,
    line: `| ${id} | ${cell(`${title}: ${name}`)} | ${basis} | ${cell(told)} | ${cell(simulated)} |`,
  };
}

function textOf({ tolerance: _, ...seen }: Seen): string {
  return Object.entries(seen)
    .map(([what, value]) => {
      if (typeof value === "string") return `${what} \`${value || "nothing"}\``;
      const parts = Object.entries(value as Record<string, unknown>);
      return `${what} ${parts.map(([id, each]) => `${id} \`${String(each) || "nothing"}\``).join(", ")}`;
    })
    .join("; ");
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}
