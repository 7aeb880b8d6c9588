import type { Design } from "../../design/index.ts";

/** Edits of this tab that another tab has overtaken; both sides are kept. */
export interface Conflict {
  /** What both tabs began with. */
  base: Design;
  here: Design;
  other: Design;
  since: number;
}
