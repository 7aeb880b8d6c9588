import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

/**
 * What the linter cannot express about determinism, checked on the engine's own text. The same
 * design and seed give the same bits everywhere only while no operation is left to the machine.
 */
const FORBIDDEN: { pattern: RegExp; because: string }[] = [
  {
    // A literal power of two is exact everywhere.
    pattern: /(?<!\b(?:2|1024) )\*\*|\*\*(?! \d+(?![\d.]))/,
    because: "engines may differ in the last bit of a power; multiply, or use the kernel's own",
  },
  {
    pattern: /\}\s*=\s*Math\b|=\s*Math\s*[;,]|\bMath\s*\[/,
    because: "the linter sees only Math.name; a hidden access may reach an inexact function",
  },
  {
    pattern: /\bglobalThis\b/,
    because: "the engine is handed what it needs",
  },
];

/** Programs about the engine, not of it: they measure real time and print. */
const TOOLS = /^(bench|oracle)\//;

const root = new URL(".", import.meta.url);
const sources = readdirSync(root, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.endsWith(".ts") && !/\.test(ing)?\.ts$/.test(path) && !TOOLS.test(path));

/** Lines of code, numbered, without comments. */
function codeLines(path: string): { number: number; code: string }[] {
  const text = readFileSync(new URL(path, root), "utf8");
  const blank = (comment: string) => comment.replace(/[^\n]/g, " ");
  const code = text.replace(/\/\*[\s\S]*?\*\//g, blank).replace(/(?<![:"'`])\/\/.*$/gm, blank);
  return code.split("\n").map((line, index) => ({ number: index + 1, code: line }));
}

function offences(line: string): string[] {
  return FORBIDDEN.filter(({ pattern }) => pattern.test(line)).map(({ because }) => because);
}

describe("the engine's sources", () => {
  it("are found", () => {
    expect(sources.length).toBeGreaterThan(0);
  });

  it.each(sources)("%s leaves nothing to the machine", (path) => {
    const found = codeLines(path).flatMap(({ number, code }) =>
      offences(code).map((because) => `simulator/${path}:${number}: ${because}`),
    );
    expect(found).toEqual([]);
  });
});

describe("the check itself", () => {
  it.each([
    "x ** y",
    "x ** 2",
    "2 ** n",
    "2 ** 0.5",
    "const { log } = Math;",
    "const m = Math;",
    'Math["log"](x)',
    "globalThis.crypto",
  ])("notices %s", (line) => {
    expect(offences(line)).toHaveLength(1);
  });

  it.each(["const limit = 2 ** 32;", "Math.floor(x)", "a * b", "const isMath = mathematics;"])(
    "lets %s pass",
    (line) => {
      expect(offences(line)).toEqual([]);
    },
  );
});
