import type { Scope } from "./Action.ts";

/** Where every key belongs to what is open. */
const MODAL = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';
/** What is fading out holds the focus for a moment more; keys that follow an Esc are for the page. */
const CLOSING = "[data-closed]";
/** Where keys belong to what is being typed or chosen. */
const TYPED = 'input, textarea, select, [contenteditable="true"], [role="combobox"]';
/** Where Space and Enter press what has the focus. */
const PRESSED = 'button, a[href], [role="button"], [role="tab"], [role="switch"], summary';
/** Regions of the page (`data-region`) in which keys of the run and of the canvas are heard. */
const REGIONS: Partial<Record<Scope, readonly string[]>> = {
  run: ["canvas", "bar", "dock"],
  canvas: ["canvas"],
};

/** Whether a key that was pressed is one for acts of that scope. */
export function isHeardAt(scope: Scope, event: KeyboardEvent): boolean {
  const { target } = event;
  if (!(target instanceof Element)) return true;
  if (target.closest(MODAL)?.matches(`:not(${CLOSING})`)) return false;
  if (scope === "everywhere") return true;
  if (target.closest(TYPED)) return false;
  if ((event.key === " " || event.key === "Enter") && target.closest(PRESSED)) return false;
  const regions = REGIONS[scope];
  if (!regions) return true;
  const region = target.closest("[data-region]")?.getAttribute("data-region");
  // Nothing has the focus: the key is meant for the canvas, if there is one.
  if (region === undefined || region === null)
    return scope === "run" || document.querySelector('[data-region="canvas"]') !== null;
  return regions.includes(region);
}
