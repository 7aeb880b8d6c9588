import type { Messages } from "./Messages.ts";

/** How often messages have been dead-lettered on their way (RULES D12), as RabbitMQ's `x-death` counts it. */
export class Deaths {
  private readonly messages: Messages;
  /** Counts by root and number of the message. */
  private readonly counts = new Map<number, Map<number, number>>();

  constructor(messages: Messages) {
    this.messages = messages;
  }

  /** A message is dead-lettered once more. */
  add(message: number): void {
    const root = this.messages.rootOf(message);
    const counts = this.counts.get(root) ?? new Map<number, number>();
    this.counts.set(root, counts);
    const id = this.messages.idOf(message);
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }

  /** How often a message has been dead-lettered. */
  of(message: number): number {
    return this.counts.get(this.messages.rootOf(message))?.get(this.messages.idOf(message)) ?? 0;
  }

  /** A root has ended. */
  rootEnded(root: number): void {
    this.counts.delete(root);
  }
}
