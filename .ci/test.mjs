/**
 * The whole check: `npm test`. Runs every step even when one fails, so that one run tells all, and
 * ends with exactly one line `N passed, M failed`. A static check counts as one.
 */
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { ensureChromium } from "../e2e/chromium.mjs";

/** All steps together end by then, however slow the machine: what is left over has failed. A quiet one of two cores needs less than 15 minutes. */
const TOTAL_SECONDS = 20 * 60;
const VITEST_REPORT = ".cache/vitest.json";
const PLAYWRIGHT_REPORT = ".cache/playwright.json";

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */
/**
 * @typedef {object} Step
 * @property {string} title
 * @property {string} command one of node_modules/.bin, or npm
 * @property {string[]} args
 * @property {number} seconds its time limit
 * @property {() => Count} [count] reads the tool's own report; without it the step counts as one
 * @property {() => Record<string, string>} [prepare] what the step needs; returns environment variables
 */

/** @type {Step[]} */
const steps = [
  { title: "Types", command: "tsc", args: [], seconds: 120 },
  { title: "Types of the engine alone", command: "tsc", args: ["-p", "simulator"], seconds: 60 },
  { title: "Style", command: "biome", args: ["check", "--error-on-warnings", "."], seconds: 60 },
  { title: "Layers", command: "depcruise", args: ["simulator", "src"], seconds: 60 },
  { title: "Dead code", command: "knip", args: [], seconds: 60 },
  {
    title: "Code that only tests use",
    command: "knip",
    args: ["--production", "--include", "files,dependencies"],
    seconds: 60,
  },
  {
    title: "Unit tests",
    command: "vitest",
    args: ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${VITEST_REPORT}`],
    seconds: 600,
    count: countVitest,
  },
  { title: "Build", command: "npm", args: ["run", "build"], seconds: 120 },
  {
    title: "Browser journeys",
    command: "playwright",
    args: ["test", "-c", "e2e"],
    seconds: 740,
    count: countPlaywright,
    prepare: () => ({ CHROME_PATH: ensureChromium() }),
  },
];

/** @param {string} path */
const readReport = (path) => JSON.parse(readFileSync(path, "utf8"));

/** @returns {Count} */
function countVitest() {
  const report = readReport(VITEST_REPORT);
  // A file that does not even load has no tests to fail, and still is a failure.
  const broken = report.testResults.filter(
    (/** @type {{ status: string, assertionResults: { status: string }[] }} */ file) =>
      file.status === "failed" && file.assertionResults.every((test) => test.status !== "failed"),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** @returns {Count} */
function countPlaywright() {
  const { expected, unexpected, flaky, skipped } = readReport(PLAYWRIGHT_REPORT).stats;
  return { passed: expected, failed: unexpected + flaky, skipped };
}

/** Ends the running step and all it has started; a step is a process group of its own. */
let stopStep = () => {};
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, () => {
    stopStep();
    process.exit(130);
  });
}

/**
 * Runs one command; true when it ended in time and well. Its children end with it.
 * @param {Step} step
 * @param {number} seconds
 * @param {Record<string, string>} environment
 * @returns {Promise<boolean>}
 */
function run(step, seconds, environment) {
  return new Promise((resolve) => {
    const child = spawn(step.command, step.args, {
      stdio: ["ignore", "inherit", "inherit"],
      detached: true,
      env: {
        ...process.env,
        ...environment,
        PATH: `${process.cwd()}/node_modules/.bin:${process.env.PATH}`,
      },
    });
    stopStep = () => {
      if (child.pid) process.kill(-child.pid, "SIGKILL");
    };
    const limit = setTimeout(() => {
      console.log(`Stopped after ${Math.round(seconds)} s, its time limit.`);
      stopStep();
    }, seconds * 1000);
    const end = (/** @type {boolean} */ isWell) => {
      clearTimeout(limit);
      stopStep = () => {};
      resolve(isWell);
    };
    child.on("error", (error) => {
      console.log(error.message);
      end(false);
    });
    child.on("exit", (code) => end(code === 0));
  });
}

/**
 * Runs one step and counts its tests. A step that ends badly has at least one failure, whatever its
 * report says; a report that is missing is a failure too.
 * @param {Step} step
 * @param {number} seconds
 * @returns {Promise<Count>}
 */
async function check(step, seconds) {
  let isWell = false;
  try {
    isWell = await run(step, seconds, step.prepare?.() ?? {});
    if (!step.count) return { passed: isWell ? 1 : 0, failed: isWell ? 0 : 1, skipped: 0 };
    const count = step.count();
    return { ...count, failed: isWell ? count.failed : Math.max(1, count.failed) };
  } catch (error) {
    console.log(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

/** @param {Count} count */
function inWords({ passed, failed, skipped }) {
  const words = `${passed} passed, ${failed} failed`;
  return skipped > 0 ? `${words}, ${skipped} skipped` : words;
}

process.chdir(new URL("..", import.meta.url).pathname);
mkdirSync(".cache", { recursive: true });
for (const report of [VITEST_REPORT, PLAYWRIGHT_REPORT]) rmSync(report, { force: true });

const started = Date.now();
const total = { passed: 0, failed: 0 };
const summary = [];
for (const step of steps) {
  console.log(`\n=== ${step.title} ===`);
  const begun = Date.now();
  const secondsLeft = TOTAL_SECONDS - (begun - started) / 1000;
  const count = await check(step, Math.max(1, Math.min(step.seconds, secondsLeft)));
  const seconds = ((Date.now() - begun) / 1000).toFixed(1);
  summary.push(`${step.title.padEnd(28)}${seconds.padStart(7)} s   ${inWords(count)}`);
  total.passed += count.passed;
  total.failed += count.failed;
}
console.log(`\n=== Summary ===\n${summary.join("\n")}\n`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
