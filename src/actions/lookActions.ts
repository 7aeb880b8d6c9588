import type { ThemePreference } from "../ui/theme/themePreference.ts";
import { themeStore } from "../ui/theme/themeStore.ts";
import type { Action } from "./Action.ts";

/** Acts on the look of the page. */
export const LOOK_ACTIONS: readonly Action[] = [
  choice("theme", "system", "Theme: as the system"),
  choice("theme", "light", "Theme: light"),
  choice("theme", "dark", "Theme: dark"),
  choice("contrast", "system", "Contrast: as the system"),
  choice("contrast", "normal", "Contrast: normal"),
  choice("contrast", "more", "Contrast: high"),
  choice("motion", "system", "Motion: as the system"),
  choice("motion", "full", "Motion: full"),
  choice("motion", "reduced", "Motion: reduced"),
];

function choice<Key extends keyof ThemePreference>(
  key: Key,
  value: ThemePreference[Key],
  label: string,
): Action {
  return {
    id: `${key}-${value}`,
    label,
    group: "Look",
    icon: "moon",
    words: "mode preference settings color accessibility animation",
    isChosen: () => themeStore.getState()[key] === value,
    perform: () => themeStore.getState().choose({ [key]: value }),
  };
}
