import {
  changesBetween,
  type Design,
  type DesignState,
  printDesign,
  summaryWords,
} from "../../design/index.ts";
import type { DesignLibrary } from "../library/DesignLibrary.ts";
import type { VersionKind, VersionRecord } from "../library/records.ts";
import { untilIdle } from "../untilIdle.ts";
import { factsOf } from "./factsOf.ts";

interface Taken {
  kind: VersionKind;
  name: string;
  at: number;
  design: Design;
  since: Design;
}

/** While edits go on, a version is made so often. */
const EVERY_MS = 5 * 60 * 1000;

/**
 * Makes versions of the open design: as it was before the first edit of a visit, every few minutes
 * of editing, and before anything that replaces it.
 */
export class VersionMaker {
  readonly #library: DesignLibrary;
  /** The version that was made last in this visit; what it begins with counts as made at time 0. */
  #last: { at: number; design: Design };

  constructor(library: DesignLibrary, design: Design) {
    this.#library = library;
    this.#last = { at: 0, design };
  }

  /** Another design is open. */
  beginWith(design: Design): void {
    this.#last = { at: 0, design };
  }

  /** Keeps a design as a version. */
  add(id: string, design: Design, kind: VersionKind, name: string): Promise<VersionRecord> {
    return this.#store(id, { kind, name, ...this.#take(design) });
  }

  /** An edit was made; where it is time, what stood before it becomes a version. */
  noteEdit(state: DesignState, before: DesignState): void {
    const entry = state.past.at(-1);
    const isNew = entry !== before.past.at(-1) && state.past.length >= before.past.length;
    if (isNew && entry?.isReplacement) {
      this.#addQuietly(state.designId, entry.before, "before", `Before “${entry.label}”`);
    } else if (Date.now() - this.#last.at > EVERY_MS) {
      const name = this.#last.at === 0 ? "As it was opened" : "While editing";
      const version = { kind: "interval", name, ...this.#take(before.design) } as const;
      // To print it takes a frame; the edit that was just made is shown first.
      const stored = untilIdle().then(() => this.#store(state.designId, version));
      void stored.catch(() => undefined);
    }
  }

  /** The next version is of this design; the one before it is what it is compared with. */
  #take(design: Design) {
    const { design: since } = this.#last;
    const at = Date.now();
    this.#last = { at, design };
    return { at, design, since };
  }

  #store(id: string, { kind, name, at, design, since }: Taken): Promise<VersionRecord> {
    const changes = changesBetween(since, design);
    const { nodes } = factsOf(design);
    const note = changes.length > 0 ? summaryWords(changes) : `${nodes} nodes in all`;
    return this.#library.addVersion(id, printDesign(design), { kind, name, note, at });
  }

  /** A version that nobody asked for; where there is no room it is not made, and saving says so. */
  #addQuietly(id: string, design: Design, kind: VersionKind, name: string): void {
    void this.add(id, design, kind, name).catch(() => undefined);
  }
}
