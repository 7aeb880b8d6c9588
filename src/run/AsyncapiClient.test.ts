import { expect, test, vi } from "vitest";
import type { Diagnostic } from "../asyncapi/index.ts";
import { AsyncapiClient, type ParserWorker } from "./AsyncapiClient.ts";

const NEVER = new Promise<never>(() => undefined);

/** A worker whose answers the test gives. */
function fakeWorker() {
  const answers: ((diagnostics: Diagnostic[]) => void)[] = [];
  const worker: ParserWorker = {
    validate: () => new Promise((resolve) => answers.push(resolve)),
    failed: NEVER,
    terminate: vi.fn(),
  };
  return { worker, answers };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

test("tells of each document as it is checked, with one worker for all", async () => {
  const { worker, answers } = fakeWorker();
  const start = vi.fn(() => worker);
  const client = new AsyncapiClient(start);
  const checked: number[] = [];
  const all = client.validate(["a", "b"], (index) => checked.push(index));
  answers[0]?.([]);
  await settled();
  expect(checked).toEqual([0]);
  answers[1]?.([{ severity: "error", message: "m", path: ["info"] }]);
  expect(await all).toBe(true);
  expect(checked).toEqual([0, 1]);
  expect(start).toHaveBeenCalledTimes(1);
});

test("drops the answers to a request that a newer one has overtaken", async () => {
  const { worker, answers } = fakeWorker();
  const client = new AsyncapiClient(() => worker);
  const old = vi.fn();
  const first = client.validate(["a", "b"], old);
  const fresh = vi.fn();
  const second = client.validate(["c"], fresh);
  answers[0]?.([]);
  answers[1]?.([]);
  expect(await first).toBe(false);
  expect(await second).toBe(true);
  expect(old).not.toHaveBeenCalled();
  expect(fresh).toHaveBeenCalledOnce();
  expect(answers).toHaveLength(2);
});

test("ends a worker that hangs, says so, and starts another for the next request", async () => {
  const hung = fakeWorker();
  const next = fakeWorker();
  const workers = [hung.worker, next.worker];
  const client = new AsyncapiClient(() => workers.shift() ?? next.worker, 20);
  await expect(client.validate(["a"], vi.fn())).rejects.toThrow("took more than 0.02 s");
  expect(hung.worker.terminate).toHaveBeenCalledOnce();
  const again = client.validate(["b"], vi.fn());
  next.answers[0]?.([]);
  expect(await again).toBe(true);
});

test("says why when the worker ends by itself", async () => {
  const { worker } = fakeWorker();
  const failing = { ...worker, failed: Promise.reject(new Error("out of memory")) };
  const client = new AsyncapiClient(() => failing);
  await expect(client.validate(["a"], vi.fn())).rejects.toThrow("out of memory");
});
