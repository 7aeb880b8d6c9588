import { readdirSync, readFileSync } from "node:fs";

/** A small system in which what it says matters: things fail, wait, overflow, and come late. */
export interface Probe {
  readonly system: object;
  readonly scenario: object;
}

const folder = new URL("probes/", import.meta.url);

/** The probes, by the names of their files. */
export const PROBES: Readonly<Record<string, Probe>> = Object.fromEntries(
  readdirSync(folder)
    .sort()
    .map((file) => [
      file.replace(".json", ""),
      JSON.parse(readFileSync(new URL(file, folder), "utf8")) as Probe,
    ]),
);
