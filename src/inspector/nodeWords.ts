import type { LinkKind } from "../../simulator/index.ts";
import { type Design, faceOfNode, titleOfNode } from "../design/index.ts";

function neighbors(
  design: Design,
  id: string,
  end: "source" | "target",
  kinds: readonly LinkKind[],
) {
  const links = Object.values(design.system?.links ?? {});
  const near = links.filter(
    (link) => link[end === "source" ? "target" : "source"] === id && kinds.includes(link.kind),
  );
  return near.map((link) => titleOfNode(link[end], design.system?.nodes?.[link[end]]));
}

function list(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}

/** What a node is to its neighbors, in one line: "Consumer of payment.q". */
export function nodeWords(design: Design, id: string): string {
  const node = design.system?.nodes?.[id];
  if (!node) return "";
  const { title } = faceOfNode(node);
  const from = neighbors(design, id, "source", ["subscribe"]);
  if (node.kind === "consumer" && from.length > 0) return `Consumer of ${list(from)}`;
  const to = neighbors(design, id, "target", ["publish"]);
  if (node.kind === "producer" && to.length > 0) return `Producer, publishes to ${list(to)}`;
  const broker = "broker" in node && node.broker;
  return broker ? `${title} in ${titleOfNode(broker, design.system?.nodes?.[broker])}` : title;
}

/** Where messages of a node go when they are given up: along its own dead-letter link, or its channel's. */
export function deadLettersOf(design: Design, id: string): string | undefined {
  const own = neighbors(design, id, "target", ["dead-letter"]);
  if (own.length > 0) return list(own);
  const links = Object.values(design.system?.links ?? {});
  const channels = links.filter((link) => link.kind === "subscribe" && link.target === id);
  const theirs = channels.flatMap((link) =>
    neighbors(design, link.source, "target", ["dead-letter"]),
  );
  return theirs.length > 0 ? list(theirs) : undefined;
}
