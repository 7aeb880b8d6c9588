const FOCUSABLE = 'button:not(:disabled), input:not(:disabled), [tabindex="0"]';

/** Moves the focus to the next region of the screen (elements with `data-region`), in the order of the page. */
export function focusNextRegion(direction: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>("[data-region]")].filter(
    (region) => region.getClientRects().length > 0,
  );
  const current = regions.findIndex((region) => region.contains(document.activeElement));
  const first = direction > 0 ? 0 : regions.length - 1;
  const next = current < 0 ? first : (current + direction + regions.length) % regions.length;
  const region = regions[next];
  if (!region) return;
  // A region without controls takes the focus itself, so that the round goes on from it.
  region.tabIndex = -1;
  (region.querySelector<HTMLElement>(FOCUSABLE) ?? region).focus();
}
