/** Most words of a thing that still read at a glance. */
const MOST = 3;

/** What a thing holds, in few words: its name if it has one, else its first plain values. */
export function wordsOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value ?? "");
  if ("name" in value && typeof value.name === "string" && value.name !== "") return value.name;
  const plain = Object.values(value).filter(
    (each) => typeof each === "string" || typeof each === "number",
  );
  return plain.slice(0, MOST).join(" · ");
}
