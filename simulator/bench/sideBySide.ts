import { type ChildProcess, spawn } from "node:child_process";
import type { Program } from "./programs.ts";

/** What two runs side by side gain over one, each on a core of its own where there is one. */
export interface SideBySide {
  program: string;
  /** In each round: twice the time of one run alone, divided by the time of two together. */
  gains: readonly number[];
}

/** Long enough that the start of a process is a small part of it. */
const WORK = ["chain-timeouts", "2000000"];

/** Two processes of each program side by side; nothing is shared between them, as nothing is between workers. */
export async function measureSideBySide(
  programs: readonly Program[],
  rounds: number,
): Promise<SideBySide[]> {
  const results = programs.map(({ name }) => ({ program: name, gains: [] as number[] }));
  for (let round = 0; round < rounds; round++)
    for (const [p, { command }] of programs.entries()) {
      const alone = await timeOf(command, 1);
      const together = await timeOf(command, 2);
      results[p]?.gains.push((2 * alone) / together);
    }
  return results;
}

async function timeOf(command: readonly string[], count: number): Promise<number> {
  const begun = performance.now();
  const running = Array.from({ length: count }, (_, i) =>
    spawn(command[0] ?? "", [...command.slice(1), ...WORK, String(i + 1)], { stdio: "ignore" }),
  );
  await Promise.all(running.map(ended));
  return performance.now() - begun;
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`exit ${code}`))));
  });
}
