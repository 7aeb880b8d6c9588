import { problemLine } from "../design/index.ts";
import { BadInput } from "./BadInput.ts";
import { parseFile } from "./readDesign.ts";

/** `sluice validate FILE`: says that a file is a valid design, or everything that is wrong with it. */
export function validate(file: string, options: { json?: boolean }): void {
  const parsed = parseFile(file);
  if (options.json) {
    const problems = parsed.ok ? [] : parsed.problems;
    process.stdout.write(`${JSON.stringify({ file, valid: parsed.ok, problems }, null, 2)}\n`);
  } else if (parsed.ok) {
    const { nodes, links } = parsed.resolved.system;
    process.stdout.write(
      `${file}: valid, ${Object.keys(nodes).length} nodes, ${Object.keys(links).length} links\n`,
    );
  }
  if (!parsed.ok)
    throw new BadInput(
      parsed.problems.map((problem) => `${file}: ${problemLine(problem)}`).join("\n"),
    );
}
