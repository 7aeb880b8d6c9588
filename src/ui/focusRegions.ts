/** Moves the focus to the next region of the screen (elements with `data-region`), in the order of the page. */
export function focusNextRegion(direction: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>("[data-region]")].filter(
    (region) => region.offsetParent !== null,
  );
  if (regions.length === 0) return;
  const current = regions.findIndex((region) => region.contains(document.activeElement));
  const next = regions[(current + direction + regions.length) % regions.length];
  const first = next?.querySelector<HTMLElement>(
    '[data-region-focus], button:not(:disabled), input:not(:disabled), [tabindex="0"]',
  );
  (first ?? next)?.focus();
}
