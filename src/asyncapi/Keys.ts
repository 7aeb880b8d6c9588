/**
 * Keys of one table of a document. The standard allows letters, digits, ".", "_" and "-" in them;
 * the ids of a design may hold ">" too, which is mended here, so the owner notes its own id.
 */
export class Keys {
  readonly #keyOf = new Map<string, string>();
  readonly #taken = new Set<string>();

  /** The key of an id, made of these words; the same one each time. */
  keyOf(id: string, words = id): string {
    const known = this.#keyOf.get(id);
    if (known !== undefined) return known;
    const key = this.fresh(words);
    this.#keyOf.set(id, key);
    return key;
  }

  /** A key that was not given before; a second and third of the same words get ".2", ".3". */
  fresh(words: string): string {
    const mended = words.replace(/[^A-Za-z0-9._-]/g, "-");
    let key = mended;
    for (let i = 2; this.#taken.has(key); i++) key = `${mended}.${i}`;
    this.#taken.add(key);
    return key;
  }
}

/** Words for an address or file name: lower case letters and digits with "-" between them. */
export function slugOf(name: string): string {
  const slug = name
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return slug === "" ? "design" : slug;
}

/** A pointer to an entry, as `$ref` wants it. */
export function pointer(...path: string[]): string {
  const steps = path.map((step) => step.replaceAll("~", "~0").replaceAll("/", "~1"));
  return `#/${steps.join("/")}`;
}

/** The last step of a pointer: the key of what it points to. */
export function lastStep(ref: string): string {
  const step = ref.slice(ref.lastIndexOf("/") + 1);
  return step.replaceAll("~1", "/").replaceAll("~0", "~");
}
