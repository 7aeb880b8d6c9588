import { createStore } from "zustand/vanilla";
import {
  parseChoice,
  resolveTheme,
  type SystemWishes,
  type ThemeInForce,
  type ThemePreference,
} from "./themePreference.ts";

type ThemeState = ThemePreference & {
  inForce: ThemeInForce;
  choose: (choice: Partial<ThemePreference>) => void;
};

const SYSTEM_QUERIES: { [Wish in keyof SystemWishes]: string } = {
  dark: "(prefers-color-scheme: dark)",
  moreContrast: "(prefers-contrast: more)",
  reducedMotion: "(prefers-reduced-motion: reduce)",
};

const askSystem = (): SystemWishes => ({
  dark: matchMedia(SYSTEM_QUERIES.dark).matches,
  moreContrast: matchMedia(SYSTEM_QUERIES.moreContrast).matches,
  reducedMotion: matchMedia(SYSTEM_QUERIES.reducedMotion).matches,
});

/** One plain word per key, so that the script that runs before the first paint can read it too. */
function recall<Key extends keyof ThemePreference>(key: Key): ThemePreference[Key] {
  try {
    return parseChoice(key, localStorage.getItem(`sluice.${key}`));
  } catch {
    return parseChoice(key, null); // storage is blocked in some private windows
  }
}

function remember(choice: Partial<ThemePreference>): void {
  try {
    for (const [key, value] of Object.entries(choice)) localStorage.setItem(`sluice.${key}`, value);
  } catch {
    // The choice then holds for this visit only.
  }
}

/** The look of the page. Painters that read colours redraw when `inForce` changes. */
export const themeStore = createStore<ThemeState>((set, get) => ({
  theme: "system",
  contrast: "system",
  motion: "system",
  inForce: { theme: "light", contrast: "normal", motion: "full" },
  choose: (choice) => {
    remember(choice);
    set({ ...choice, inForce: resolveTheme({ ...get(), ...choice }, askSystem()) });
  },
}));

function show({ theme, contrast, motion }: ThemeInForce): void {
  const { dataset } = document.documentElement;
  dataset.theme = theme;
  dataset.contrast = contrast;
  dataset.motion = motion;
}

/** Recalls the look, puts it on the page and keeps it there; called once, before the first drawing. */
export function startTheme(): void {
  themeStore.setState({
    theme: recall("theme"),
    contrast: recall("contrast"),
    motion: recall("motion"),
  });
  const refresh = () =>
    themeStore.setState((state) => ({ inForce: resolveTheme(state, askSystem()) }));
  for (const query of Object.values(SYSTEM_QUERIES)) {
    matchMedia(query).addEventListener("change", refresh);
  }
  themeStore.subscribe((state) => show(state.inForce));
  refresh();
}
