import type { Messages } from "./Messages.ts";

/** What can end badly, or happen more often than it should. */
const TROUBLES = ["lost", "dead-lettered", "duplicate", "effect-repeated", "overtaken"] as const;
export type Trouble = (typeof TROUBLES)[number];

/** Roots kept of each sort of trouble. */
const KEPT = 20;

/** One sort of trouble at one node: how often it happened since the end of the warm-up, and to whom first. */
export interface Exemplar {
  readonly trouble: Trouble;
  /** Number of its cause in the list that belongs to the trouble; of a repeated effect its own number in the high bits. */
  readonly cause: number;
  /** Index of the node where it happened. */
  readonly node: number;
  count: number;
  /** Numbers of the root messages, each once, in order of time. */
  readonly roots: number[];
}

/**
 * Who it happened to: for each sort of trouble, its cause and its node the first roots, so that behind every count
 * there is a message whose trace can be looked at. Bounded by the sorts of trouble, not by the length of the run.
 */
export class Exemplars {
  private readonly messages: Messages;
  private readonly byKey = new Map<number, Exemplar>();

  constructor(messages: Messages) {
    this.messages = messages;
  }

  /** It happened once more, to a message. */
  note(trouble: Trouble, cause: number, node: number, message: number): void {
    const key = (cause * TROUBLES.length + TROUBLES.indexOf(trouble)) * 65_536 + node;
    let exemplar = this.byKey.get(key);
    if (exemplar === undefined) {
      exemplar = { trouble, cause, node, count: 0, roots: [] };
      this.byKey.set(key, exemplar);
    }
    exemplar.count++;
    if (exemplar.roots.length >= KEPT) return;
    const root = this.messages.idOf(this.messages.rootOf(message));
    if (!exemplar.roots.includes(root)) exemplar.roots.push(root);
  }

  /** All sorts of trouble that have happened, in the order of their first time. */
  get list(): readonly Exemplar[] {
    return [...this.byKey.values()];
  }

  /** Begins anew (end of the warm-up). */
  restart(): void {
    this.byKey.clear();
  }
}
