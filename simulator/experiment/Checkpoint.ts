import { Rows } from "../kernel/Rows.ts";

/** What one object of a run held. Writing it back leaves the object what it was. */
interface Saved {
  restore(): void;
}

/**
 * What a run held at one moment: the contents of every object that can be reached from it, and of every
 * table of numbers.
 *
 * A checkpoint is written back into the objects it was taken from, so that whoever holds one of them
 * goes on holding the right one, and the shapes that the just-in-time compiler has seen stay as they
 * are. It knows nothing of what a run is made of, so no part of the engine has to save itself; what the engine may
 * not do is keep state where no field leads: in the variables of a closure, in a module, in a `#private` field.
 */
export class Checkpoint {
  /** Bytes of numbers that it holds; objects come on top of it. */
  readonly bytes: number;
  /** Number of objects and tables that it holds. */
  readonly objectCount: number;
  private readonly saved: readonly Saved[];

  /**
   * Saves everything that can be reached from `root`.
   * @param constant objects that never change, like the parsed system: neither saved nor looked into
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

/** Walks over all objects once, without recursion: a chain of objects may be long. */
class Reached {
  readonly saved: Saved[] = [];
  bytes = 0;
  private readonly seen: Set<unknown>;
  private readonly open: object[] = [];

  constructor(constant: readonly object[]) {
    this.seen = new Set<unknown>(constant);
  }

  visit(root: object): void {
    this.note(root);
    for (let next = this.open.pop(); next !== undefined; next = this.open.pop()) this.save(next);
  }

  private note(value: unknown): void {
    if (typeof value !== "object" || value === null || this.seen.has(value)) return;
    this.seen.add(value);
    this.open.push(value);
  }

  private save(object: object): void {
    if (ArrayBuffer.isView(object)) this.saveBuffer(object.buffer, object.buffer.byteLength);
    else if (object instanceof Map) this.saveMap(object);
    else if (object instanceof Set) this.saveSet(object);
    else if (Array.isArray(object)) this.saveArray(object);
    else {
      if (object instanceof Rows) this.saveBuffer(object.ints.buffer, object.bytes);
      this.saveFields(object as Record<string, unknown>);
    }
  }

  /** Two views of one buffer are saved once, and of a table that has reserved much only the part in use. */
  private saveBuffer(buffer: ArrayBufferLike, length: number): void {
    if (this.seen.has(buffer)) return;
    this.seen.add(buffer);
    const content = new Uint8Array(buffer, 0, length);
    const copy = content.slice();
    this.bytes += length;
    this.saved.push({ restore: () => content.set(copy) });
  }

  private saveArray(array: unknown[]): void {
    const copy = array.slice();
    for (const element of copy) this.note(element);
    if (Object.isFrozen(array)) return;
    this.saved.push({
      restore: () => {
        array.length = copy.length;
        for (let i = 0; i < copy.length; i++) array[i] = copy[i];
      },
    });
  }

  private saveMap(map: Map<unknown, unknown>): void {
    const copy = [...map];
    for (const [key, value] of copy) {
      this.note(key);
      this.note(value);
    }
    this.saved.push({
      restore: () => {
        map.clear();
        for (const [key, value] of copy) map.set(key, value);
      },
    });
  }

  private saveSet(set: Set<unknown>): void {
    const copy = [...set];
    for (const element of copy) this.note(element);
    this.saved.push({
      restore: () => {
        set.clear();
        for (const element of copy) set.add(element);
      },
    });
  }

  private saveFields(object: Record<string, unknown>): void {
    const keys = Object.keys(object);
    const values = keys.map((key) => object[key]);
    for (const value of values) this.note(value);
    if (Object.isFrozen(object)) return;
    this.saved.push({ restore: () => writeBack(object, keys, values) });
  }
}

/**
 * Fields that were not there before go: from a plain object they are deleted, in an instance of a class, whose shape
 * the compiler knows, they hold nothing. Of the others only those that differ are written.
 */
function writeBack(
  object: Record<string, unknown>,
  keys: readonly string[],
  values: readonly unknown[],
): void {
  if (Object.keys(object).length !== keys.length) {
    const isPlain = Object.getPrototypeOf(object) === Object.prototype;
    for (const key of Object.keys(object)) {
      if (keys.includes(key)) continue;
      if (isPlain) delete object[key];
      else object[key] = undefined;
    }
  }
  for (let i = 0; i < keys.length; i++) {
    if (!Object.is(object[keys[i]!], values[i])) object[keys[i]!] = values[i];
  }
}
