import { createStore, type StoreApi } from "zustand/vanilla";
import {
  type Design,
  type DesignState,
  type DesignStore,
  type EditResult,
  printDesign,
} from "../../design/index.ts";
import type { DesignLibrary } from "../library/DesignLibrary.ts";
import type { KeptDesign } from "../library/keptDesign.ts";
import type { VersionKind, VersionRecord } from "../library/records.ts";
import { freshName } from "../tab.ts";
import type { Conflict } from "./Conflict.ts";
import { DesignClaim, type TabPorts } from "./DesignClaim.ts";
import { openKept, readStored } from "./openKept.ts";
import { failureOf, type SaveStatus } from "./SaveStatus.ts";
import { SaveTimer } from "./SaveTimer.ts";
import { keepOvertaken, OVERTAKEN, saveDesign } from "./saveDesign.ts";
import { VersionMaker } from "./VersionMaker.ts";

/** After a failed save, the next attempt. */
const RETRY_MS = 5000;
const LOOKING_ON = "Another tab edits this design. Take over in the line above, or open a copy.";
const OPENING = "The design is still being opened.";
const UNDECIDED = "This design was changed in two tabs. Choose what to keep first.";

/**
 * Keeps the open design: saves it soon after each edit, makes versions, and agrees with other tabs
 * on who writes. Follows the design store to whichever design it opens. Nothing is written before
 * the first edit, so that opening the page never overwrites what is stored.
 */
export class DesignKeeper {
  readonly status: StoreApi<SaveStatus>;
  /** Set while this tab's edits wait for a choice; see `settle`. */
  readonly conflict = createStore<{ conflict: Conflict | undefined }>(() => ({
    conflict: undefined,
  }));
  readonly claim: DesignClaim;
  readonly library: DesignLibrary;
  readonly #designs: DesignStore;
  readonly #tab: string;
  readonly #timer = new SaveTimer(() => void this.flush());
  /** Saves happen one after another. */
  #queue: Promise<void> = Promise.resolve();
  /** The open design as it was saved last, and the number and time of that save; 0 is none. */
  #saved: { id: string; revision: number; design: Design; at: number };
  #edits = 0;
  /** Edits whose save is under way: a page that goes takes it with it. */
  #editsUnderWay = 0;
  /** Designs that were left before their last edits were saved. */
  readonly #left = new Map<string, { design: Design; builtOn: number }>();
  /** Templates that were opened and not edited; they are not worth keeping. */
  readonly #untouched = new Set<string>();
  #retry: ReturnType<typeof setTimeout> | undefined;
  #hasAsked = false;
  #isAdopting = false;
  readonly #versions: VersionMaker;

  constructor(designs: DesignStore, library: DesignLibrary, tab: string, ports: TabPorts) {
    this.#designs = designs;
    this.library = library;
    this.#tab = tab;
    const { design, designId } = designs.getState();
    this.#saved = { id: designId, revision: 0, design, at: Date.now() };
    this.#versions = new VersionMaker(library, design);
    const status = (): SaveStatus =>
      library.isDurable ? { kind: "saved", at: undefined } : { kind: "memory" };
    this.status = createStore<SaveStatus>(status);
    this.claim = new DesignClaim(tab, ports, {
      beforeYield: () => this.flush(),
      onSaved: () => void this.#reread(),
      onGranted: () => void this.#granted(),
    });
    this.claim.state.subscribe(() => this.#sayWhetherReadOnly());
    designs.subscribe((state, before) => this.#follow(state, before));
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.#leave();
    });
    window.addEventListener("pagehide", () => this.#leave());
  }

  /** Begins with the design that the store opened with; `revision` is the save that it came from. */
  async begin(revision: number): Promise<boolean> {
    const { designId } = this.#designs.getState();
    this.#saved.revision = revision;
    if (revision > 0) await this.library.touch(designId, Date.now());
    const isWriter = await this.claim.claim(designId);
    this.#sayWhetherReadOnly();
    return isWriter;
  }

  /** Saves now what is not saved yet. */
  flush(): Promise<void> {
    this.#timer.clear();
    this.#queue = this.#queue.then(() => this.#write());
    return this.#queue;
  }

  /** Counts as an edit: what is open must be saved, as after the recovery of a closed tab. */
  saveSoon(): void {
    this.#edits++;
    if (this.#canWrite()) this.status.setState({ kind: "saving" }, true);
    this.#timer.touch(Date.now());
  }

  /**
   * Opens a design that is not kept yet. @param isTemplate it goes again when it is left untouched
   */
  openNew(design: Design, { isTemplate = false } = {}): EditResult {
    const id = freshName();
    if (isTemplate) this.#untouched.add(id);
    return this.#designs.open(design, id);
  }

  /** Takes over the last moments of closed tabs: the newest is open and saved, others become versions. */
  async takeJournal({ overtaken, texts }: KeptDesign): Promise<void> {
    const { designId } = this.#designs.getState();
    const recovered = texts.filter(({ isRecovered }) => isRecovered);
    // A save that was under way when its tab closed may have come through after all.
    const lost = overtaken.filter(({ text }) => texts.every((kept) => kept.text !== text));
    await keepOvertaken(this.library, designId, [...lost, ...recovered.slice(1)]);
    if (recovered.length > 0) this.saveSoon();
    await this.flush();
    if (recovered.length + overtaken.length > 0) await this.library.clearJournal(designId);
  }

  /** Keeps the open design as a version. */
  addVersion(kind: VersionKind, name: string): Promise<VersionRecord> {
    const { design, designId } = this.#designs.getState();
    return this.#versions.add(designId, design, kind, name);
  }

  /** Ends a conflict: `design` is what the choice came to, undefined takes the other tab's. */
  async settle(design: Design | undefined): Promise<void> {
    const { conflict } = this.conflict.getState();
    if (!conflict) return;
    this.conflict.setState({ conflict: undefined });
    this.#sayWhetherReadOnly();
    this.#adopt(conflict.other);
    if (!design) return;
    const done = this.#designs.replace("join two tabs", design);
    if (!done.ok) throw new Error(done.problems[0]?.message);
  }

  #follow(state: DesignState, before: DesignState): void {
    if (state.designId !== before.designId) void this.#turnTo(state.designId, before.design);
    else if (state.design !== before.design && !this.#isAdopting) this.#edited(state, before);
  }

  #edited(state: DesignState, before: DesignState): void {
    this.#untouched.delete(state.designId);
    if (this.#canWrite()) this.#versions.noteEdit(state, before);
    this.saveSoon();
  }

  /** Another design is open: the one before is saved to the last edit, then this one is followed. */
  async #turnTo(designId: string, leaving: Design): Promise<void> {
    this.#timer.clear();
    this.#designs.setReadOnly(OPENING);
    const { id, revision } = this.#saved;
    if (this.#edits > 0) this.#left.set(id, { design: leaving, builtOn: revision });
    this.#edits = 0;
    this.#queue = this.#queue.then(async () => {
      await this.#write();
      if (this.#untouched.has(id)) await this.library.forget(id).catch(() => undefined);
      if (designId !== this.#designs.getState().designId) return;
      const kept = await this.library.read(designId).catch(() => undefined);
      await this.claim.claim(designId);
      this.#sayWhetherReadOnly();
      await this.#beginWith(designId, kept);
    });
    await this.#queue;
  }

  async #beginWith(designId: string, kept: KeptDesign | undefined): Promise<void> {
    const { design } = this.#designs.getState();
    const { revision = 0, savedAt: at = Date.now() } = kept?.record ?? {};
    this.#saved = { id: designId, revision, design, at };
    this.#versions.beginWith(design);
    const opened = kept && openKept(kept);
    // It may have been edited elsewhere since this tab saw it last.
    if (opened && "design" in opened && this.#edits === 0 && opened.text !== printDesign(design)) {
      this.#adopt(opened.design);
    }
    if (kept) await this.library.touch(designId, Date.now()).catch(() => undefined);
    else this.#edits++;
    await this.#write();
  }

  #canWrite(): boolean {
    return this.claim.state.getState().kind === "writer";
  }

  #sayWhetherReadOnly(): void {
    const isUndecided = this.conflict.getState().conflict !== undefined;
    const reason = isUndecided ? UNDECIDED : this.#canWrite() ? undefined : LOOKING_ON;
    this.#designs.setReadOnly(reason);
  }

  /** Writes the open design, and before it what could not be written of designs that were left. */
  async #write(): Promise<void> {
    clearTimeout(this.#retry);
    const edits = this.#edits;
    const { design, designId } = this.#designs.getState();
    try {
      for (const id of this.#left.keys()) await this.#writeLeft(id);
      if (edits === 0 || designId !== this.#saved.id) return;
      this.#edits = 0;
      this.#editsUnderWay = edits;
      await this.#save(designId, design);
    } catch (error) {
      this.#edits += designId === this.#saved.id ? edits : 0;
      this.status.setState(failureOf(error, Math.max(1, this.#edits)), true);
      this.#retry = setTimeout(() => void this.flush(), RETRY_MS);
    } finally {
      this.#editsUnderWay = 0;
    }
  }

  async #save(id: string, design: Design): Promise<void> {
    const at = Date.now();
    const { revision: builtOn } = this.#saved;
    const outcome = await saveDesign(this.library, { id, design, builtOn, at, tab: this.#tab });
    if (outcome.kind === "stale") {
      await this.#overtaken(design);
      return;
    }
    // Once there is work to lose, the browser is asked to keep it when space runs short.
    if (!this.#hasAsked) void navigator.storage?.persist?.().catch(() => false);
    this.#hasAsked = true;
    this.#saved = { id, revision: outcome.revision, design, at };
    this.claim.announceSaved(id);
    if (this.#edits > 0) return;
    const saved: SaveStatus = { kind: "saved", at };
    this.status.setState(this.library.isDurable ? saved : { kind: "memory" }, true);
  }

  /** Last edits of a design that is not open any more; where another tab was faster, a version. */
  async #writeLeft(id: string): Promise<void> {
    const left = this.#left.get(id);
    if (!left) return;
    const at = Date.now();
    const outcome = await saveDesign(this.library, { id, ...left, at, tab: this.#tab });
    if (outcome.kind === "stale") {
      const savedAt = at;
      await keepOvertaken(this.library, id, [{ text: printDesign(left.design), savedAt }]);
    }
    this.#left.delete(id);
  }

  /** Somebody has saved since: what is here becomes a version, and a person chooses. */
  async #overtaken(here: Design): Promise<void> {
    const { design: base, at: since } = this.#saved;
    await this.#versions.add(this.#saved.id, here, "conflict", OVERTAKEN);
    const stored = await readStored(this.library, this.#designs.getState().designId);
    if (!stored) return;
    this.#saved = { ...this.#saved, revision: stored.revision, design: stored.design };
    this.status.setState({ kind: "saved", at: undefined }, true);
    this.conflict.setState({ conflict: { base, here, other: stored.design, since } });
    this.#sayWhetherReadOnly();
  }

  /** Shows what another tab has saved. Edits of this tab that are not saved yet stay in front. */
  async #reread(): Promise<void> {
    if (this.#edits > 0) return this.#canWrite() ? this.flush() : undefined;
    const stored = await readStored(this.library, this.#designs.getState().designId).catch(
      () => undefined,
    );
    if (!stored || stored.revision <= this.#saved.revision || this.#edits > 0) return;
    this.#saved = { ...this.#saved, ...stored };
    this.#adopt(stored.design);
  }

  /** The tab that wrote is gone or has yielded: its last moments may stand in the journal only. */
  async #granted(): Promise<void> {
    if (this.#edits > 0) return this.flush();
    const { designId } = this.#designs.getState();
    const kept = await this.library.read(designId).catch(() => undefined);
    const opened = kept && openKept(kept);
    if (!kept || !opened || "problem" in opened || this.#edits > 0) return;
    const { revision, savedAt: at } = kept.record;
    if (revision > this.#saved.revision || opened.isRecovered) {
      this.#saved = { ...this.#saved, revision, at };
      this.#adopt(opened.design);
    }
    await this.takeJournal(kept);
  }

  #adopt(design: Design): void {
    this.#isAdopting = true;
    this.#designs.adopt(design);
    this.#isAdopting = false;
    this.#saved = { ...this.#saved, design };
  }

  /** The page may be gone in a moment: the last edits go into the journal, without waiting. */
  #leave(): void {
    if (this.#edits + this.#editsUnderWay === 0) return;
    const { design, designId } = this.#designs.getState();
    const { revision } = this.#saved;
    const text = printDesign(design);
    this.library.journal({ designId, tab: this.#tab, text, revision, savedAt: Date.now() });
    void this.flush();
  }
}
