import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";

const REPORT = "docs/benchmarks.md";

/** Puts figures in the place of the former ones: everything under a heading, up to the next. */
export function keepSection(/** @type {string} */ heading, /** @type {string} */ body) {
  const sections = readFileSync(REPORT, "utf8").split(/\n(?=## )/);
  const at = sections.findIndex((section) => section.split("\n")[0] === heading);
  const section = `${heading}\n\n${body.trim()}\n`;
  if (at < 0) sections.push(section);
  else sections[at] = section;
  writeFileSync(REPORT, `${sections.map((each) => each.trim()).join("\n\n")}\n`);
}

/** On what was measured. */
export function onWhat() {
  const date = new Date().toISOString().slice(0, 10);
  return `${date}, ${cpus()[0]?.model ?? "unknown"} (${cpus().length} cores), Node ${process.version}, headless Chromium without a GPU`;
}
