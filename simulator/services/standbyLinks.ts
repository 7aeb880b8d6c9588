import type { Link, System } from "../model/index.ts";

/** N3. A link by which a consumer reads only while others lead nowhere. */
export interface StandbyLink {
  readonly id: string;
  /** The links that it stands by for, with their channels. */
  readonly others: readonly { readonly link: string; readonly channel: string }[];
  isTaken: boolean;
}

type Subscribe = Extract<Link, { kind: "subscribe" }>;

/** N3. The standby subscriptions of a system; one without others is no standby. */
export function standbyLinksOf({ links }: System): StandbyLink[] {
  const all = Object.entries(links);
  const subscriptions = (isOther: (link: Subscribe) => boolean): StandbyLink["others"] =>
    all.flatMap(([link, each]) =>
      each.kind === "subscribe" && !each.standby && isOther(each)
        ? [{ link, channel: each.source }]
        : [],
    );
  return all.flatMap(([id, link]) => {
    if (link.kind !== "subscribe" || !link.standby) return [];
    const own = subscriptions(({ target }) => target === link.target);
    const mirrored = all.flatMap(([, each]) =>
      each.kind === "mirror" && each.target === link.source ? [each.source] : [],
    );
    const others =
      own.length > 0
        ? own
        : subscriptions(
            (each) => mirrored.includes(each.source) && groupOf(each) === groupOf(link),
          );
    return others.length === 0 ? [] : [{ id, others, isTaken: false }];
  });
}

const groupOf = ({ subscription, target }: Subscribe): string => subscription ?? target;
