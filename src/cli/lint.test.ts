import { afterEach, expect, test, vi } from "vitest";
import { BadInput } from "./BadInput.ts";
import { lint } from "./lint.ts";

const EXAMPLE = "public/examples/sqs-visibility-timeout.sluice.json";
const OVERLOADED = "src/design/exam/e07-sync-chain-versus-accepted.sluice.json";

afterEach(() => {
  process.exitCode = undefined;
  vi.restoreAllMocks();
});

function outputOf(file: string, options: { json?: boolean }): string {
  let output = "";
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    output += String(text);
    return true;
  });
  lint(file, options);
  return output;
}

test("tells each finding with its place, and how many there are", () => {
  const output = outputOf(EXAMPLE, {});
  expect(output).toContain(
    "warning lease-shorter-than-work at $.system.nodes.videos.lease.timeout\n",
  );
  expect(output).toContain("5.61 % of the messages");
  expect(output.trimEnd().split("\n").at(-1)).toBe(`${EXAMPLE}: 0 errors, 2 warnings and 1 hint`);
  expect(process.exitCode).toBeUndefined();
});

test("an error is exit code 1", () => {
  outputOf(OVERLOADED, {});
  expect(process.exitCode).toBe(1);
});

test("prints one JSON object with paths and the names of fixes", () => {
  const { file, findings } = JSON.parse(outputOf(EXAMPLE, { json: true }));
  expect(file).toBe(EXAMPLE);
  expect(findings).toContainEqual(
    expect.objectContaining({
      rule: "lease-shorter-than-work",
      severity: "warning",
      harm: "done twice or out of order",
      target: { kind: "node", id: "videos", path: "$.system.nodes.videos.lease.timeout" },
      fix: "Raise the lease to 1.5 min",
    }),
  );
});

test("a file that is no design is bad input", () => {
  expect(() => lint("package.json", {})).toThrow(BadInput);
});
