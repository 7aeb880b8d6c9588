import { expect, test, vi } from "vitest";
import type { SimulationInput, StepCrash } from "../../simulator/index.ts";
import { CrashClient, type CrashWorker } from "./CrashClient.ts";

const system = {} as SimulationInput["system"];
const outcome = [{ after: 0 }] as unknown as StepCrash[];

function worker(
  answer: () => Promise<readonly StepCrash[]>,
  failed = new Promise<never>(() => {}),
) {
  const started: CrashWorker = {
    test: vi.fn(answer),
    testSaga: vi.fn(async () => []),
    failed,
    terminate: vi.fn(),
  };
  return started;
}

test("the same handler of the same system is tried once", async () => {
  const started = worker(async () => outcome);
  const client = new CrashClient(() => started);
  expect(client.known(system, "pay", "Order")).toBeUndefined();
  expect(await client.test(system, "pay", "Order")).toBe(outcome);
  expect(await client.test(system, "pay", "Order")).toBe(outcome);
  expect(started.test).toHaveBeenCalledTimes(1);
});

test("a reason comes through, and the worker lives on", async () => {
  const started = worker(async () => {
    throw new Error("No channel leads to it.");
  });
  const client = new CrashClient(() => started);
  await expect(client.test(system, "pay", "Order")).rejects.toThrow("No channel leads to it.");
  expect(started.terminate).not.toHaveBeenCalled();
});

test("a worker that hangs is ended, and the next try starts another one", async () => {
  const stuck = worker(() => new Promise(() => {}));
  const well = worker(async () => outcome);
  const start = vi.fn<() => CrashWorker>().mockReturnValueOnce(stuck).mockReturnValueOnce(well);
  const client = new CrashClient(start, 10);
  await expect(client.test(system, "pay", "Order")).rejects.toThrow("took more than 0.01 s");
  expect(stuck.terminate).toHaveBeenCalled();
  expect(await client.test(system, "pay", "Order")).toBe(outcome);
});
