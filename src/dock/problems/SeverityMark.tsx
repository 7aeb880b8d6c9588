import type { Severity } from "../../lint/index.ts";
import { Icon } from "../../ui/index.ts";

/** How grave a finding is, by shape first: an octagon, a triangle, a ring. */
export function SeverityMark({ severity, size = 14 }: { severity: Severity; size?: 12 | 14 | 16 }) {
  if (severity === "error") return <Icon name="bad" tone="bad" size={size} />;
  if (severity === "warning") return <Icon name="warn" tone="warn" size={size} />;
  return <Icon name="info" tone="quiet" size={size} />;
}

/** The same in a word, for those who listen. */
export const SEVERITY_WORDS: Record<Severity, string> = {
  error: "Error",
  warning: "Warning",
  hint: "Hint",
};
