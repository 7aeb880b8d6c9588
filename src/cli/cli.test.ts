import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { RunReport } from "./RunReport.ts";

const ORDERS = "public/examples/order-processing.sluice.json";
const folder = mkdtempSync(join(tmpdir(), "sluice-"));

interface Outcome {
  code: number;
  out: string;
  err: string;
}

/** Built anew, so that what is tested is what ships; beside the packages that it imports. */
const BUILT = ".cache/cli-test";

/** Runs the command line as a person would. */
function sluice(...args: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(BUILT, "main.js"), ...args],
      { maxBuffer: 1 << 26 },
      (error, out, err) => {
        resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err });
      },
    );
  });
}

function fileWith(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

async function report(...args: string[]): Promise<RunReport> {
  return JSON.parse((await sluice("run", ORDERS, "--json", ...args)).out) as RunReport;
}

describe("sluice", { timeout: 60_000 }, () => {
  beforeAll(() => {
    const build = ["build", "--ssr", "src/cli/main.ts", "--outDir", BUILT, "--logLevel", "error"];
    execFileSync(process.execPath, ["node_modules/vite/bin/vite.js", ...build]);
  }, 60_000);

  test("run --json prints one object and nothing else; the same seed gives the same digest", async () => {
    const first = await report("--duration", "1m");
    const again = await report("--duration", "60");
    const other = await report("--duration", "1 min", "--seed", "7");
    expect(first).toMatchObject({ design: "Order processing", seed: 42, simulatedSeconds: 60 });
    expect(Object.keys(first)).toEqual(
      expect.arrayContaining([
        "scenario",
        "events",
        "wallSeconds",
        "nodes",
        "messageTypes",
        "lost",
        "duplicatesProcessed",
        "deadLettered",
        "sagas",
        "effects",
        "objectives",
        "digest",
        "notSimulated",
      ]),
    );
    expect(again.digest).toBe(first.digest);
    expect(other.digest).not.toBe(first.digest);
  });

  test("run --trace writes the traces of what went wrong, each with the reason why it is there", async () => {
    const file = join(folder, "traces.json");
    const { exemplars, digest } = await report("--duration", "1m", "--trace", file);
    const written = JSON.parse(readFileSync(file, "utf8"));
    expect(written).toMatchObject({ seed: 42, digest });
    const roots: number[] = written.traces.map(({ root }: { root: number }) => root);
    expect(exemplars.length).toBeGreaterThan(0);
    expect(roots).toEqual(expect.arrayContaining(exemplars.flatMap((exemplar) => exemplar.roots)));
    const charged = exemplars.find(({ trouble }) => trouble === "effect-repeated")!;
    const trace = written.traces.find(({ root }: { root: number }) => root === charged.roots[0]);
    expect(trace.because).toContainEqual(expect.objectContaining({ cause: charged.cause }));
    const nowhere = await sluice("run", ORDERS, "--duration", "1", "--trace", "/nowhere/t.json");
    expect([nowhere.code, nowhere.err]).toEqual([2, expect.stringContaining("--trace")]);
  });

  test("run ends with 1 when an objective fails, with 0 when all hold", async () => {
    const poison = "public/examples/work-queue-poison.sluice.json";
    const short = await sluice("run", poison, "--duration", "2 min");
    expect(short.code, short.out).toBe(0);
    const failing = await sluice("run", "public/examples/sqs-visibility-timeout.sluice.json");
    expect(failing.code).toBe(1);
    expect(failing.out).toContain("FAILED");
  });

  test.each([
    ["a file that is not there", ["run", "nowhere.json"], "there is no such file"],
    ["a folder", ["run", "."], "this is a folder"],
    ["an empty file", ["run", fileWith("empty.json", "")], "empty"],
    [
      "a file that is cut off",
      ["validate", fileWith("cut.json", '{"format": 3, "name": "a')],
      "ends too early",
    ],
    [
      "a future version",
      ["run", fileWith("future.json", '{"format": 99, "name": "a"}')],
      "newer version",
    ],
    [
      "an unknown kind",
      [
        "asyncapi",
        fileWith("kind.json", '{"format":2,"name":"a","system":{"nodes":{"q":{"kind":"que"}}}}'),
      ],
      'Did you mean "queue"',
    ],
    ["a wrong type", ["run", fileWith("type.json", '{"format":2,"name":7}')], "must be text"],
    [
      "a dangling link",
      [
        "run",
        fileWith(
          "link.json",
          '{"format":2,"name":"x","system":{"nodes":{"q":{"kind":"queue"}},"links":{"l":{"kind":"publish","source":"shop","target":"q"}}}}',
        ),
      ],
      'there is no node "shop"',
    ],
    [
      "a negative rate",
      [
        "run",
        fileWith(
          "rate.json",
          '{"format":2,"name":"x","system":{"messageTypes":{"A":{"kind":"event"}},"nodes":{"p":{"kind":"producer","messages":{"A":1},"arrivals":{"process":"poisson","rate":"-5/s"}}}}}',
        ),
      ],
      "must not be negative",
    ],
    [
      "a scenario that is none",
      ["run", ORDERS, "--scenario", "bad-aftrnoon"],
      'Did you mean "bad-afternoon"',
    ],
    ["a seed that is none", ["run", ORDERS, "--seed", "-1"], "no whole number"],
    ["a duration that is none", ["run", ORDERS, "--duration", "soon"], "number and a unit"],
    ["a broker that is none", ["compare", ORDERS, "--broker", "kafka,rabitmq"], '"rabbitmq"'],
    ["a single broker", ["compare", ORDERS, "--broker", "kafka"], "at least two"],
    ["an unknown option", ["run", ORDERS, "--fast"], "unknown option"],
    ["an unknown command", ["fly"], "unknown command"],
    ["a service that is none", ["asyncapi", ORDERS, "--service", "nobody"], "nobody"],
  ])("%s gets one clear line and exit code 2", async (_, args, words) => {
    const { code, out, err } = await sluice(...args);
    expect(err).toContain(words);
    expect(err.trim().split("\n")).toHaveLength(1);
    expect({ code, out }).toEqual({ code: 2, out: "" });
  });

  test("a run that needs more memory than it may have ends with 2, a message, and what it has measured", async () => {
    const args = ["run", ORDERS, "--memory", "1 MiB"];
    const trace = join(folder, "stopped-traces.json");
    const [text, json] = [await sluice(...args), await sluice(...args, "--json", "--trace", trace)];
    for (const { code, err } of [text, json]) {
      expect(code).toBe(2);
      expect(err).toMatch(
        /^The run needs more than the 1 MiB of memory that it may have, at .* Or give it more with "--memory"\.\n$/,
      );
    }
    expect(text.out).toMatch(
      /Stopped before its end: what follows holds up to \d+(\.\d+)? (s|min)\./,
    );
    expect(text.out).toMatch(/unknown .*, limit .*; the run stopped before its end/);
    const report = JSON.parse(json.out) as RunReport;
    expect(report.stopped).toMatch(
      /^The run needs more than the 1 MiB of memory .*shorten the run\.$/,
    );
    const verdicts = Object.fromEntries(report.objectives.map(({ id, passed }) => [id, passed]));
    expect(verdicts).toEqual({ "charged-once": false });
    expect(JSON.parse(readFileSync(trace, "utf8"))).toMatchObject({ digest: report.digest });
  });

  test.each([
    ["0 B", "give a run from 64 KiB to 1.75 GiB"],
    ["2 GiB", "give a run from 64 KiB to 1.75 GiB"],
    ["much", "write a size as a number and a unit"],
  ])("--memory %s is refused", async (size, why) => {
    const { code, err } = await sluice("run", ORDERS, "--memory", size);
    expect(code).toBe(2);
    expect(err).toContain(`--memory: "${size}": ${why}`);
  });

  test("without a command it says what there is", async () => {
    const { code, out, err } = await sluice();
    expect(out).toContain("Usage: sluice");
    expect({ code, err }).toEqual({ code: 0, err: "" });
  });

  test("of a stream, each reading group has a line of its own", async () => {
    const { out } = await sluice("run", ORDERS, "--duration", "1 min");
    expect(out).toMatch(
      /order-log +[\d,]+ published\n +for shipping: .* ready .*\n +for order-view: /,
    );
  });

  test("compare runs a design on several brokers, as text and as JSON", async () => {
    const args = ["compare", ORDERS, "--broker", "rabbitmq,sqs", "--duration", "5", "--no-causes"];
    const text = await sluice(...args);
    expect(text.code).toBe(0);
    expect(text.out).toMatch(/RabbitMQ +Amazon SQS\n/);
    expect(text.out).toContain("No counterpart on Amazon SQS");
    const report = JSON.parse((await sluice(...args, "--json")).out);
    expect(report.outcomes.map(({ broker }: { broker: string }) => broker)).toEqual([
      "rabbitmq",
      "sqs",
    ]);
  });

  test("validate says that a design is valid", async () => {
    const { code, out } = await sluice("validate", ORDERS);
    expect(code).toBe(0);
    expect(out).toMatch(/valid, \d+ nodes, \d+ links/);
  });

  test("asyncapi writes the system to standard output, or all documents into a folder", async () => {
    const { code, out } = await sluice("asyncapi", ORDERS);
    expect(code).toBe(0);
    expect(out).toMatch(/^asyncapi: 3\.0\.0/);
    const target = join(folder, "out");
    expect((await sluice("asyncapi", ORDERS, "--out", target, "--json")).code).toBe(0);
    expect(readdirSync(target).length).toBeGreaterThan(1);
  });
});
