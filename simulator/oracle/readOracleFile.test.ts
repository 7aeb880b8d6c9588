import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { metricsOf, readOracleFile, UnreadableFile } from "./readOracleFile.ts";

const text = readFileSync(new URL("cases/queueing.json", import.meta.url), "utf8");

/** The file with its first case alone, one piece of whose text is replaced. */
function changed(piece: string, by: string): string {
  const file = JSON.parse(text);
  const first = JSON.stringify(file.cases[0]);
  expect(first).toContain(piece);
  return JSON.stringify({ ...file, cases: [JSON.parse(first.replace(piece, by))] });
}

describe("readOracleFile", () => {
  it("reads all cases and quantities", () => {
    const { cases } = readOracleFile(text);
    expect(cases).toHaveLength(112);
    expect(cases.flatMap(({ quantities }) => quantities)).toHaveLength(571);
    expect(cases.filter(({ tags }) => tags?.includes("quick"))).toHaveLength(43);
  });

  it.each([
    ["a field", '"kind":"queue"', '"kind":"queue","color":"red"', "color"],
    ["a process", '"process":"poisson"', '"process":"fractal"', "process"],
    ["a metric", "c.throughput", "c.beauty", "beauty"],
    ["a statistic", "c.wait.mean", "c.wait.median", "median"],
    ["a part", "c.wait.mean", "x.wait.mean", '"x"'],
    ["a name", '"from":"q"', '"from":"nowhere"', '"nowhere"'],
    ["a tag", '"quick"', '"slow"', "tags"],
    ["a quantity without what it is judged by", '"precision"', '"standardError"', "precision"],
  ])("refuses %s that it does not know, and names it", (_, piece, by, word) => {
    expect(() => readOracleFile(changed(piece, by))).toThrow(UnreadableFile);
    expect(() => readOracleFile(changed(piece, by))).toThrow(word);
  });

  it("takes names of metrics apart", () => {
    const names = [
      "q.inSystem.at:0.25",
      "q.emptyAfter:40",
      "c.partition:3.timeInSystem.mean",
      "c.timeInSystem.exceeds:0.02",
      "effects.charge.perMessage",
    ];
    const file = JSON.parse(text);
    const quantities = names.map((metric) => ({
      metric,
      value: 1,
      decision: "exact",
      absolute: 0,
    }));
    file.cases = [{ ...file.cases[0], quantities }];
    const metrics = readOracleFile(JSON.stringify(file)).cases.flatMap(metricsOf);
    expect(metrics).toMatchObject([
      { subject: "channel", id: "q", what: "inSystem", statistic: { take: "at", time: 0.25 } },
      {
        subject: "channel",
        id: "q",
        what: "inSystem",
        statistic: { take: "emptyAfter", time: 40 },
      },
      { subject: "consumer", id: "c", part: 3, what: "timeInSystem", statistic: { take: "mean" } },
      { subject: "consumer", statistic: { take: "exceeds", limit: 0.02 } },
      { subject: "effects", id: "charge", what: "perMessage", statistic: { take: "value" } },
    ]);
  });
});
