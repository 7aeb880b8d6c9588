import { useStore } from "zustand";
import { IconButton } from "../IconButton.tsx";
import { Menu } from "../menu/Menu.tsx";
import type { MenuEntry } from "../menu/menuEntry.ts";
import type { ThemePreference } from "./themePreference.ts";
import { themeStore } from "./themeStore.ts";

type Choices = {
  [Key in keyof ThemePreference]: { heading: string; options: [ThemePreference[Key], string][] };
};

const CHOICES: Choices = {
  theme: {
    heading: "Theme",
    options: [
      ["system", "As the system"],
      ["light", "Light"],
      ["dark", "Dark"],
    ],
  },
  contrast: {
    heading: "Contrast",
    options: [
      ["system", "As the system"],
      ["normal", "Normal"],
      ["more", "High"],
    ],
  },
  motion: {
    heading: "Motion",
    options: [
      ["system", "As the system"],
      ["full", "Full"],
      ["reduced", "Reduced"],
    ],
  },
};

/** The choices of look as menu entries; the act is done at once. */
export function themeEntries(preference: ThemePreference): MenuEntry[] {
  return (Object.keys(CHOICES) as (keyof ThemePreference)[]).flatMap((key) => [
    { kind: "heading" as const, label: CHOICES[key].heading },
    ...CHOICES[key].options.map(([value, label]) => ({
      kind: "act" as const,
      id: `${key}-${value}`,
      label,
      isChosen: preference[key] === value,
      onSelect: () => themeStore.getState().choose({ [key]: value }),
    })),
  ]);
}

export function ThemeMenu() {
  const theme = useStore(themeStore, (state) => state.theme);
  const contrast = useStore(themeStore, (state) => state.contrast);
  const motion = useStore(themeStore, (state) => state.motion);
  return (
    <Menu
      align="end"
      trigger={<IconButton icon="moon" label="Theme" />}
      entries={themeEntries({ theme, contrast, motion })}
    />
  );
}
