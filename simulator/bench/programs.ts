import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "vite";

/** Built programs; ignored by git. */
const FOLDER = ".cache/bench";
const HERE = fileURLToPath(new URL(".", import.meta.url));
const REFERENCE = `${HERE}reference`;

/** A program that prints one JSON line for a workload. */
export interface Program {
  name: string;
  command: readonly string[];
  /** Messages, as a share of those of the workload: slow programs do less, their rate is what counts. */
  share: number;
  workloads: readonly string[];
}

const CHAINS = ["mm1", "chain", "chain-timeouts"];

/** Builds or finds the programs, the measure of all others first. What cannot be had is named. */
export async function findPrograms(): Promise<{ programs: Program[]; absent: string[] }> {
  mkdirSync(FOLDER, { recursive: true });
  const programs: Program[] = [];
  const absent: string[] = [];
  const limit = buildLimit();
  if (limit) programs.push(limit);
  else absent.push("C++ (needs g++)");
  const own = await buildOwn();
  programs.push(own);
  const lean = { name: "Sluice, lean", command: [...own.command, "--lean"] };
  programs.push({ ...own, ...lean, workloads: CHAINS });
  const simjs = findSimJs();
  if (simjs) programs.push(simjs);
  else absent.push(`SIM.JS (npm install --prefix ${FOLDER}/simjs simjs@2.0.3)`);
  const simpy = findSimPy();
  if (simpy) programs.push(simpy);
  else absent.push("SimPy (Debian: apt-get install python3-simpy3)");
  return { programs, absent };
}

function buildLimit(): Program | undefined {
  const [source, target] = [`${REFERENCE}/limit.cpp`, `${FOLDER}/limit`];
  const isNew = existsSync(target) && statSync(target).mtimeMs > statSync(source).mtimeMs;
  const flags = ["-O3", "-march=native", "-std=c++20", "-o", target, source];
  if (!isNew && spawnSync("g++", flags, { stdio: "inherit" }).status !== 0) return undefined;
  return {
    name: "C++",
    command: [target],
    share: 1,
    workloads: [...CHAINS, "fleet", "hold"],
  };
}

/** The engine as it is shipped: bundled once, so that no loader stands in its way. */
async function buildOwn(): Promise<Program> {
  await build({
    configFile: false,
    logLevel: "warn",
    build: {
      ssr: `${HERE}program.ts`,
      outDir: `${FOLDER}/sluice`,
      target: "node20",
      // As in vite.config.ts.
      rolldownOptions: {
        output: { topLevelVar: false },
        optimization: { inlineConst: { mode: "all" } },
      },
    },
  });
  return {
    name: "Sluice",
    command: [process.execPath, `${FOLDER}/sluice/program.js`],
    share: 1,
    workloads: [...CHAINS, "fleet", "hold"],
  };
}

function findSimJs(): Program | undefined {
  const folder = `${FOLDER}/simjs`;
  if (!existsSync(`${folder}/node_modules/simjs`)) return undefined;
  copyFileSync(`${REFERENCE}/simjs_bench.cjs`, `${folder}/simjs_bench.cjs`);
  return {
    name: "SIM.JS",
    command: [process.execPath, `${folder}/simjs_bench.cjs`],
    share: 0.1,
    workloads: CHAINS,
  };
}

function findSimPy(): Program | undefined {
  const python = ["/usr/bin/python3", "python3"].find(
    (name) => spawnSync(name, ["-c", "import simpy"]).status === 0,
  );
  if (python === undefined) return undefined;
  return {
    name: "SimPy",
    command: [python, `${REFERENCE}/simpy_bench.py`],
    share: 0.05,
    workloads: CHAINS,
  };
}
