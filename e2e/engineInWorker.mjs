/**
 * Measures the engine in a worker of Chromium, as the app runs it, beside Node and the C++ reference (where `npm run bench` has built it):
 * runs of 8 and 40 million events, what 60 frames a second cost within one run, and a design of 1,000 nodes with a million messages. Each run has a
 * browser or a process of its own, and nothing has run in it before. Keeps the table in docs/benchmarks.md.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { build } from "vite";
import { keepSection, onWhat } from "./keepSection.mjs";
import { launchChromium, withServed } from "./servedApp.mjs";

const ROUNDS = Number(process.argv[2] ?? 3);
const PAGE = ".cache/engine-page";
const NODE = ".cache/engine-node";
const LIMIT = ".cache/bench/limit";
/** Messages of the runs that tell what frames cost: some seconds. */
const FRAMES_MESSAGES = 4_000_000;

/** As in vite.config.ts. */
const rolldownOptions = {
  output: { topLevelVar: false },
  optimization: { inlineConst: { mode: /** @type {const} */ ("all") } },
};

/** @typedef {import("./engineInWorker/page.ts").Measured} Measured */
/** @typedef {{ name: string, systems: number, messages: number }} Work */

/** @type {Work[]} */
const WORKS = [
  { name: "chain-timeouts, 8 M events", systems: 1, messages: 1_000_000 },
  { name: "chain-timeouts, 40 M events", systems: 1, messages: 5_000_000 },
  { name: "1,000 nodes, 8 M events", systems: 200, messages: 1_000_000 },
];

async function buildBoth() {
  const common = {
    configFile: /** @type {const} */ (false),
    logLevel: /** @type {const} */ ("error"),
  };
  await build({
    ...common,
    root: "e2e/engineInWorker",
    worker: { format: "es", rolldownOptions },
    build: { outDir: `../../${PAGE}`, emptyOutDir: true, target: "es2023", rolldownOptions },
  });
  await build({
    ...common,
    build: {
      ssr: "e2e/engineInWorker/node.ts",
      outDir: NODE,
      emptyOutDir: true,
      target: "node20",
      rolldownOptions,
    },
  });
}

/** What a call comes to in a page of a fresh browser. */
async function inChromium(/** @type {string} */ origin, /** @type {string} */ call) {
  const browser = await launchChromium();
  const page = await browser.newPage({ bypassCSP: true });
  await page.goto(origin);
  await page.waitForFunction("'run' in globalThis");
  const measured = await page.evaluate(call);
  await browser.close();
  return measured;
}

/** @returns {Promise<Measured>} */
async function runIn(
  /** @type {string} */ origin,
  /** @type {Work} */ { systems, messages },
  /** @type {boolean} */ hasFrames,
) {
  const measured = await inChromium(origin, `run(${systems}, ${messages}, ${hasFrames})`);
  return /** @type {Measured} */ (measured);
}

/** Time of an event with 60 frames a second, in times of that without, within one run. */
async function costOfFrames(/** @type {string} */ origin, /** @type {Work} */ { systems }) {
  return Number(await inChromium(origin, `costOfFrames(${systems}, ${FRAMES_MESSAGES})`));
}

/** Milliseconds of the same run in Node. */
function inNode(/** @type {Work} */ { systems, messages }) {
  const { stdout } = spawnSync(process.execPath, [`${NODE}/node.js`, `${systems}`, `${messages}`], {
    encoding: "utf8",
  });
  return Number(JSON.parse(stdout).running);
}

/** Milliseconds of the same work in C++; NaN where that was not built. */
function inCpp(/** @type {Work} */ { systems, messages }) {
  if (!existsSync(LIMIT)) return Number.NaN;
  const workload =
    systems === 1 ? ["chain-timeouts", `${messages}`] : ["fleet", `${messages}`, "1", `${systems}`];
  const { stdout } = spawnSync(LIMIT, workload, { encoding: "utf8" });
  return 1000 * Number(JSON.parse(stdout).seconds);
}

function median(/** @type {number[]} */ values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

await buildBoth();
/** @type {string[]} */
const rows = [];
await withServed(PAGE, async (origin) => {
  for (const work of WORKS) {
    /** @type {{ frames: Measured, plain: Measured, node: number, cost: number, cpp: number }[]} */
    const rounds = [];
    for (let round = 0; round < ROUNDS; round++) {
      const plain = await runIn(origin, work, false);
      const node = inNode(work);
      const frames = await runIn(origin, work, true);
      const cost = await costOfFrames(origin, work);
      rounds.push({ plain, node, frames, cost, cpp: inCpp(work) });
    }
    const of = (/** @type {(round: (typeof rounds)[number]) => number} */ figure) =>
      median(rounds.map(figure));
    rows.push(
      [
        work.name,
        ((rounds[0]?.plain.events ?? 0) / of(({ plain }) => plain.running) / 1000).toFixed(2),
        of(({ plain, node }) => node / plain.running).toFixed(2),
        of(({ cost }) => cost).toFixed(3),
        String(of(({ frames }) => frames.frames)),
        of(({ frames }) => frames.firstFrame).toFixed(0),
        of(({ frames, cpp }) => frames.finished / cpp).toFixed(1),
      ].join(" | "),
    );
    process.stdout.write(`${rows.at(-1)}\n`);
  }
});
keepSection(
  "## In a worker of Chromium",
  `${onWhat()}. \`node e2e/engineInWorker.mjs ${ROUNDS}\`: medians of ${ROUNDS} rounds, each run in a fresh browser or process.

| work | M events/s | speed to Node | time of an event with 60 frames a second, to that without | frames | first frame (ms) | finished, in times of C++ |
|---|---|---|---|---|---|---|
${rows.map((row) => `| ${row} |`).join("\n")}`,
);
