/** An id that is not taken yet: the stem, or the stem with the next free number. */
export function freshId(stem: string, taken: Readonly<Record<string, unknown>>): string {
  if (!Object.hasOwn(taken, stem)) return stem;
  for (let n = 2; ; n++) {
    const id = `${stem}-${n}`;
    if (!Object.hasOwn(taken, id)) return id;
  }
}
