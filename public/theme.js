// Sets the theme before the first paint, so that a dark screen never flashes white.
// A file of its own because the page's policy forbids inline scripts.
(() => {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  let chosen = null;
  try {
    chosen = localStorage.getItem("sluice.theme");
  } catch {
    // Storage may be blocked; then the system's preference holds.
  }
  const theme = chosen === "light" || chosen === "dark" ? chosen : dark.matches ? "dark" : "light";
  document.documentElement.dataset.theme = theme;
})();
