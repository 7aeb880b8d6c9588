import type { CompetingSettings } from "../channels/CompetingSettings.ts";
import type { Context } from "../channels/Context.ts";
import { DEFAULT_SUBSCRIPTION } from "../channels/defaultSubscription.ts";
import type { Member } from "../channels/Member.ts";
import { Subscription } from "../channels/Subscription.ts";

/** How the handling of something in an inbox ended. */
export type InboxEnd = "completed" | "failed" | "crashed";

/** Who wants to know how what he put into an inbox ended. */
export interface InboxHost {
  inboxEnded(subject: number, how: InboxEnd): void;
}

const SETTINGS: CompetingSettings = DEFAULT_SUBSCRIPTION;

/**
 * What comes to a service otherwise than through a channel: requests to an endpoint, what users ask, the ends of
 * waits. It is handled like any delivery, by any instance that is free, and what ends badly is not tried again: who
 * put it there is told.
 */
export class Inbox extends Subscription {
  private readonly host: InboxHost;
  /** What each entry stands for to the one who put it there. */
  private readonly subjects = new Map<number, number>();
  /** Where in the program its handling begins, if not at the handler of its type. */
  private readonly starts = new Map<number, number>();

  constructor(context: Context, id: string, node: number, host: InboxHost) {
    super(context, id, node, SETTINGS);
    this.host = host;
  }

  /** Something is to be handled. The inbox takes a hold of its own on the message. */
  put(message: number, subject: number, start = -1): void {
    const entry = this.createEntry(message);
    this.subjects.set(entry, subject);
    if (start >= 0) this.starts.set(entry, start);
    this.admit(entry);
  }

  /** What an entry stands for, −1 if it is none of this inbox or has been answered. */
  subjectOf(entry: number): number {
    return this.subjects.get(entry) ?? -1;
  }

  /** Where the handling of an entry begins; −1 for the handler of its type. */
  startOf(entry: number): number {
    return this.starts.get(entry) ?? -1;
  }

  /** Nobody needs to be told any more how an entry ends. Returns what it stood for. */
  answered(entry: number): number {
    const subject = this.subjectOf(entry);
    this.subjects.delete(entry);
    return subject;
  }

  override ack(member: Member, entry: number, number: number): boolean {
    if (!this.isCurrent(entry, number)) return false;
    const subject = this.forgetEntry(entry);
    super.ack(member, entry, number);
    if (subject >= 0) this.host.inboxEnded(subject, "completed");
    return true;
  }

  override reject(_member: Member, entry: number, number: number): boolean {
    if (!this.isCurrent(entry, number)) return false;
    this.endBadly(entry, "failed");
    return true;
  }

  override disconnect(entry: number, number: number): void {
    if (this.isCurrent(entry, number)) this.endBadly(entry, "crashed");
  }

  /** What waits is turned away: nobody is there to handle it. */
  turnAway(): void {
    while (this.readyCount > 0) {
      const entry = this.lines.head;
      this.leaveLine(entry);
      this.figures.dropped();
      const subject = this.forgetEntry(entry);
      this.context.tracer.stored("given-up", entry, this.node, "crashed");
      this.end(entry);
      if (subject >= 0) this.host.inboxEnded(subject, "crashed");
    }
  }

  private endBadly(entry: number, how: InboxEnd): void {
    this.endLease(entry);
    this.figures.dropped();
    const subject = this.forgetEntry(entry);
    this.context.tracer.stored("given-up", entry, this.node, how);
    this.end(entry);
    if (subject >= 0) this.host.inboxEnded(subject, how);
  }

  private forgetEntry(entry: number): number {
    this.starts.delete(entry);
    return this.answered(entry);
  }
}
