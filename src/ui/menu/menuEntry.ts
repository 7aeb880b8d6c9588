import type { ReactNode } from "react";
import type { IconName } from "../icons/iconNames.ts";

/** One act in a menu. */
export type MenuAct = {
  kind: "act";
  id: string;
  label: ReactNode;
  icon?: IconName | undefined;
  /** Keys that do the same, at the right edge. */
  keys?: string | undefined;
  /** A word on what it will do, such as "× 3", where there are no keys. */
  note?: string | undefined;
  /** Why it cannot be done now: the act is greyed and this stands at the right edge. */
  whyNot?: string | undefined;
  /** For a choice among several or a switch: a tick before the label. */
  isChosen?: boolean | undefined;
  isDangerous?: boolean | undefined;
  onSelect: () => void;
};

export type MenuEntry = MenuAct | { kind: "heading"; label: string } | { kind: "separator" };
