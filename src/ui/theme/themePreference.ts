/** What the user chose; "system" follows the operating system. */
export type ThemePreference = {
  theme: "system" | "light" | "dark";
  contrast: "system" | "normal" | "more";
  motion: "system" | "full" | "reduced";
};

/** What is in force, with the system's wishes worked in. */
export type ThemeInForce = {
  theme: "light" | "dark";
  contrast: "normal" | "more";
  motion: "full" | "reduced";
};

/** What the operating system asks for. */
export type SystemWishes = { dark: boolean; moreContrast: boolean; reducedMotion: boolean };

const CHOICES: { [Key in keyof ThemePreference]: readonly ThemePreference[Key][] } = {
  theme: ["system", "light", "dark"],
  contrast: ["system", "normal", "more"],
  motion: ["system", "full", "reduced"],
};

/** Reads what was stored for one choice; what is unknown or missing follows the system. */
export function parseChoice<Key extends keyof ThemePreference>(
  key: Key,
  stored: string | null,
): ThemePreference[Key] {
  const choices: readonly ThemePreference[Key][] = CHOICES[key];
  return choices.find((choice) => choice === stored) ?? "system";
}

/** Decides what is in force from the choice and from what the system asks for. */
export function resolveTheme(choice: ThemePreference, system: SystemWishes): ThemeInForce {
  const { theme, contrast, motion } = choice;
  return {
    theme: theme === "system" ? (system.dark ? "dark" : "light") : theme,
    contrast: contrast === "system" ? (system.moreContrast ? "more" : "normal") : contrast,
    motion: motion === "system" ? (system.reducedMotion ? "reduced" : "full") : motion,
  };
}
