import type { Seen } from "./BrokerScenario.ts";

const NAMES = [
  "deliveries",
  "ready",
  "stored",
  "deaths",
  "processed",
  "throughput",
  "assigned",
  "lost",
  "inFlight",
  "errors",
] as const;

/** Sentences that say where what was seen is not what was expected. */
export function differences(expected: Seen, seen: Seen): string[] {
  const found: string[] = [];
  const differ = (what: string, wanted: unknown, got: unknown): void => {
    found.push(`${what}: expected ${String(wanted) || "nothing"}, got ${String(got) || "nothing"}`);
  };
  for (const name of NAMES) {
    for (const [id, wanted] of Object.entries(expected[name] ?? {})) {
      const got = (seen[name] as Record<string, unknown>)[id];
      const told = name === "deliveries" ? asPrecise(String(wanted), String(got)) : got;
      if (wanted !== told) differ(`${name} of ${id}`, wanted, told);
    }
  }
  for (const name of ["confirms", "deadLetters", "refused"] as const) {
    const wanted = expected[name];
    const got = seen[name] ?? "";
    if (wanted !== undefined && wanted !== got) differ(name, wanted, got);
  }
  for (const [id, wanted] of Object.entries(expected.times ?? {})) {
    const got = seen.times?.[id] ?? [];
    const tolerance = expected.tolerance ?? 0.01;
    const isNear = (time: number, i: number): boolean =>
      Math.abs(time - (got[i] ?? Infinity)) <= tolerance;
    if (got.length !== wanted.length || !wanted.every(isNear))
      differ(`times of ${id}`, wanted.join(", "), got.join(", "));
  }
  return found;
}

/** Counts in brackets are looked at where the scenario tells them. */
function asPrecise(wanted: string, got: string): string {
  const told = wanted.split(",");
  return got
    .split(",")
    .map((each, i) => (told[i]?.includes("(") ? each : each.replace(/\(.*\)$/, "")))
    .join(",");
}
