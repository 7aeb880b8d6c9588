import { Slabs } from "../kernel/Slabs.ts";

/** What one object of a run held. Writing it back leaves the object what it was. */
interface Saved {
  restore(): void;
}

/**
 * What a run held at one moment: the contents of every object that can be reached from it, and of its slabs of the thread's
 * memory.
 *
 * A checkpoint is written back into the objects it was taken from, so that whoever holds one of them
 * goes on holding the right one, and the shapes that the just-in-time compiler has seen stay as they
 * are. It knows nothing of what a run is made of, so no part of the engine has to save itself; what the engine may
 * not do is keep state where no field leads: in the variables of a closure, in a module, in a `#private` field.
 * What is frozen counts as constant, with all that it leads to.
 */
export class Checkpoint {
  /** Bytes of numbers that it holds; objects come on top of it. */
  readonly bytes: number;
  /** Number of objects and tables that it holds. */
  readonly objectCount: number;
  private readonly saved: readonly Saved[];

  /**
   * Saves everything that can be reached from `root`.
   * @param constant objects that never change, like the parsed system, nor do those in them: neither saved nor looked into
   */
  constructor(root: object, constant: readonly object[]) {
    const reached = new Reached(constant);
    reached.visit(root);
    this.saved = reached.saved;
    this.bytes = reached.bytes;
    this.objectCount = reached.saved.length;
  }

  /** Puts everything back to what it was. May be done as often as one likes. */
  restore(): void {
    for (const each of this.saved) each.restore();
  }
}

/** All that a constant object leads to. Kept, since each checkpoint of a run asks for the same. */
const partsOf = new WeakMap<object, ReadonlySet<unknown>>();

function allPartsOf(constant: object): ReadonlySet<unknown> {
  const known = partsOf.get(constant);
  if (known !== undefined) return known;
  const parts = new Set<unknown>([constant]);
  // A set is walked in the order of adding, what is added on the way included.
  for (const part of parts)
    for (const value of Object.values(part as object))
      if (typeof value === "object" && value !== null) parts.add(value);
  partsOf.set(constant, parts);
  return parts;
}

/** Walks over all objects once, without recursion: a chain of objects may be long. */
class Reached {
  readonly saved: Saved[] = [];
  bytes = 0;
  private readonly seen = new Set<unknown>();
  private readonly open: object[] = [];
  private readonly constants: readonly ReadonlySet<unknown>[];

  constructor(constant: readonly object[]) {
    this.constants = constant.map(allPartsOf);
  }

  visit(root: object): void {
    this.note(root);
    for (let next = this.open.pop(); next !== undefined; next = this.open.pop()) this.save(next);
  }

  private note(value: unknown): void {
    if (typeof value !== "object" || value === null || this.seen.has(value)) return;
    for (const parts of this.constants) if (parts.has(value)) return;
    this.seen.add(value);
    this.open.push(value);
  }

  private save(object: object): void {
    if (ArrayBuffer.isView(object)) this.saveBuffer(object.buffer);
    else if (Object.isFrozen(object)) return;
    else if (Array.isArray(object)) this.keep(new SavedArray(object));
    else if (object instanceof Map) this.keep(new SavedMap(object));
    else if (object instanceof Set) this.keep(new SavedSet(object));
    else {
      if (object instanceof Slabs) for (const part of object.parts) this.saveNumbers(part);
      const isPlain = Object.getPrototypeOf(object) === Object.prototype;
      this.keep(isPlain ? new SavedRecord(object as Fields) : new SavedInstance(object as Fields));
    }
  }

  private keep(saved: Saved & { readonly contents: readonly unknown[] }): void {
    for (const value of saved.contents) this.note(value);
    this.saved.push(saved);
  }

  /** Two views of one buffer are saved once. */
  private saveBuffer(buffer: ArrayBufferLike): void {
    if (this.seen.has(buffer)) return;
    this.seen.add(buffer);
    this.saveNumbers(new Uint8Array(buffer));
  }

  private saveNumbers(numbers: Uint8Array | Int32Array): void {
    this.bytes += numbers.byteLength;
    this.saved.push(new SavedNumbers(numbers));
  }
}

class SavedNumbers implements Saved {
  private readonly content: Uint8Array | Int32Array;
  private readonly copy: Uint8Array | Int32Array;

  constructor(content: Uint8Array | Int32Array) {
    this.content = content;
    this.copy = content.slice();
  }

  restore(): void {
    this.content.set(this.copy);
  }
}

class SavedArray implements Saved {
  readonly contents: readonly unknown[];
  private readonly array: unknown[];

  constructor(array: unknown[]) {
    this.array = array;
    this.contents = array.slice();
  }

  restore(): void {
    const { array, contents } = this;
    array.length = contents.length;
    for (let i = 0; i < contents.length; i++) array[i] = contents[i];
  }
}

class SavedMap implements Saved {
  /** Key, value, key, value … */
  readonly contents: readonly unknown[];
  private readonly map: Map<unknown, unknown>;

  constructor(map: Map<unknown, unknown>) {
    this.map = map;
    this.contents = map.size === 0 ? [] : [...map].flat();
  }

  restore(): void {
    const { map, contents } = this;
    map.clear();
    for (let i = 0; i < contents.length; i += 2) map.set(contents[i], contents[i + 1]);
  }
}

class SavedSet implements Saved {
  readonly contents: readonly unknown[];
  private readonly set: Set<unknown>;

  constructor(set: Set<unknown>) {
    this.set = set;
    this.contents = [...set];
  }

  restore(): void {
    this.set.clear();
    for (const element of this.contents) this.set.add(element);
  }
}

type Fields = Record<string, unknown>;

/** An instance of a class. Its fields never go: those that were not there before, which the compiler knows now, hold nothing. */
class SavedInstance implements Saved {
  readonly contents: readonly unknown[];
  private readonly object: Fields;

  constructor(object: Fields) {
    this.object = object;
    this.contents = Object.values(object);
  }

  restore(): void {
    const keys = Object.keys(this.object);
    for (let i = 0; i < keys.length; i++) write(this.object, keys[i]!, this.contents[i]);
  }
}

/** A plain object. Fields that were not there before go. */
class SavedRecord implements Saved {
  readonly contents: readonly unknown[];
  private readonly object: Fields;
  private readonly keys: readonly string[];

  constructor(object: Fields) {
    this.object = object;
    this.keys = Object.keys(object);
    this.contents = Object.values(object);
  }

  restore(): void {
    const { object, keys, contents } = this;
    if (Object.keys(object).length !== keys.length)
      for (const key of Object.keys(object)) if (!keys.includes(key)) delete object[key];
    for (let i = 0; i < keys.length; i++) write(object, keys[i]!, contents[i]);
  }
}

/** Only what differs is written. */
function write(object: Fields, key: string, value: unknown): void {
  if (!Object.is(object[key], value)) object[key] = value;
}
