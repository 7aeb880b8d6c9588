// Puts the chosen look on the page before the first paint, so that a dark screen never flashes white.
// A file of its own because the page's policy forbids inline scripts. The app takes over from here.
(() => {
  const remembered = (key, choices, fallback) => {
    try {
      const stored = localStorage.getItem(`sluice.${key}`);
      return choices.includes(stored) ? stored : fallback;
    } catch {
      return fallback; // storage is blocked in some private windows
    }
  };
  const asks = (query) => matchMedia(query).matches;
  const { dataset } = document.documentElement;
  const dark = asks("(prefers-color-scheme: dark)");
  const more = asks("(prefers-contrast: more)");
  const reduced = asks("(prefers-reduced-motion: reduce)");
  dataset.theme = remembered("theme", ["light", "dark"], dark ? "dark" : "light");
  dataset.contrast = remembered("contrast", ["normal", "more"], more ? "more" : "normal");
  dataset.motion = remembered("motion", ["full", "reduced"], reduced ? "reduced" : "full");
})();
