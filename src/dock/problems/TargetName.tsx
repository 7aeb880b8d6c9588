import type { Design } from "../../design/index.ts";
import { faceOfNode, titleOfNode } from "../../design/index.ts";
import type { Target } from "../../lint/index.ts";
import { Icon } from "../../ui/index.ts";

/** What a finding stands on, as it is named on the screen. */
export function targetTitle({ kind, id }: Target, { system }: Design): string {
  if (kind === "node") return titleOfNode(id, system?.nodes?.[id]);
  const link = kind === "link" ? system?.links?.[id] : undefined;
  if (!link) return id;
  const nameOf = (node: string) => titleOfNode(node, system?.nodes?.[node]);
  return `${nameOf(link.source)} → ${nameOf(link.target)}`;
}

export function TargetIcon({ target, design }: { target: Target; design: Design }) {
  if (target.kind === "link") return <Icon name="link" size={14} tone="quiet" />;
  if (target.kind === "message-type") return <Icon name="mail" size={14} tone="quiet" />;
  const node = design.system?.nodes?.[target.id];
  if (!node) return <Icon name="info" size={14} tone="quiet" />;
  const { icon, family } = faceOfNode(node);
  return <Icon name={icon} size={14} tone={family} />;
}
