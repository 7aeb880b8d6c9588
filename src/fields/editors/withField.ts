/** An object with one field set; undefined takes the field away, so that its default holds. */
export function withField(held: unknown, key: string, value: unknown): Record<string, unknown> {
  const { [key]: _former, ...rest } = (held ?? {}) as Record<string, unknown>;
  if (value === undefined) return rest;
  // A field that was there keeps its place, so that a text diff shows one line.
  return key in ((held ?? {}) as object)
    ? { ...(held as Record<string, unknown>), [key]: value }
    : { ...rest, [key]: value };
}

export const fieldOf = (held: unknown, key: string): unknown =>
  typeof held === "object" && held !== null ? (held as Record<string, unknown>)[key] : undefined;
