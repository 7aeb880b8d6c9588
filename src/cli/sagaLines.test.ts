import { expect, test, vi } from "vitest";
import { run } from "./run.ts";

/** What `sluice run` prints about a design. */
function textOf(file: string, duration: string): string {
  let text = "";
  const write = vi.spyOn(process.stdout, "write").mockImplementation((part) => {
    text += String(part);
    return true;
  });
  try {
    run(file, { duration });
  } finally {
    write.mockRestore();
    process.exitCode = undefined;
  }
  return text;
}

/** The cells of a row of the table, by its label. */
const cellsOf = (text: string, label: string) =>
  text
    .split("\n")
    .find((line) => line.startsWith(label))
    ?.slice(label.length)
    .trim()
    .split(/ {2,}/);

test("both variants of a process stand side by side", () => {
  const text = textOf("src/design/exam/e05-order-saga-twice.sluice.json", "5s");
  expect(cellsOf(text, "sagas of order")).toEqual(["order-process", "coordinator"]);
  expect(cellsOf(text, "led")).toEqual(["by nobody", "by a coordinator"]);
  const begun = cellsOf(text, "begun")?.map(Number);
  expect(begun).toEqual([expect.any(Number), expect.any(Number)]);
  expect(Math.min(...(begun ?? []))).toBeGreaterThan(50);
  expect(cellsOf(text, "stuck")).toEqual(["0 (0 %)", "0 (0 %)"]);
});
