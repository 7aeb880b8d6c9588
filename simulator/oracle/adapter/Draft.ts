import type { FaultText, LinkText, SystemNodeText, SystemText } from "../../model/index.ts";

/** A system and its faults while they are being written. */
export class Draft {
  /** Whether breaches of order are to be counted: message types then say what order is relied on. */
  countsOvertaking = false;
  readonly keys: NonNullable<SystemText["keys"]> = {};
  readonly messageTypes: NonNullable<SystemText["messageTypes"]> = {};
  readonly nodes: Record<string, SystemNodeText> = {};
  readonly links: Record<string, LinkText> = {};
  readonly faults: Record<string, FaultText> = {};

  /** Adds a link unless it is there, and returns its id. */
  link(link: LinkText): string {
    const id = `${link.kind}.${link.source}>${link.target}`;
    this.links[id] ??= link;
    return id;
  }

  /** Adds a fault. */
  fault(fault: FaultText): void {
    this.faults[`${fault.fault}.${Object.keys(this.faults).length + 1}`] = fault;
  }
}
