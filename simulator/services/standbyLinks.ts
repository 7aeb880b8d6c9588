import type { System } from "../model/index.ts";

/** N3. A link by which a consumer reads only while its others lead nowhere. */
export interface StandbyLink {
  readonly id: string;
  /** The other links by which it reads, with their channels. */
  readonly others: readonly { readonly link: string; readonly channel: string }[];
  isTaken: boolean;
}

/** N3. The standby subscriptions of a system; one without others is no standby. */
export function standbyLinksOf(system: System): StandbyLink[] {
  const links = Object.entries(system.links);
  return links.flatMap(([id, link]) => {
    if (link.kind !== "subscribe" || !link.standby) return [];
    const others = links.flatMap(([other, each]) =>
      each.kind === "subscribe" && each.target === link.target && !each.standby
        ? [{ link: other, channel: each.source }]
        : [],
    );
    return others.length === 0 ? [] : [{ id, others, isTaken: false }];
  });
}
