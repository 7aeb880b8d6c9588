import type { Scope } from "./Action.ts";

/** Where every key belongs to what is open. */
const MODAL = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';
/** What is fading out holds the focus for a moment more; keys that follow an Esc are for the page. */
const CLOSING = "[data-closed]";
/** Where keys belong to what is being typed or chosen. */
const TYPED = 'input, textarea, select, [contenteditable="true"], [role="combobox"]';
/** A list that is closed: letters and arrows choose in it, chords are for the page. */
const CLOSED_LIST = 'button[role="combobox"]';
/** A field in which nothing is typed that the design has not got. */
const SETTLED = "[data-settled]";
/** Around the canvas: from there Esc leads back to it. */
const AROUND_CANVAS = '[data-region]:not([data-region="workplace"], [data-region="canvas"])';
/** Where Space and Enter press what has the focus. */
const PRESSED = 'button, a[href], [role="button"], [role="tab"], [role="switch"], summary';
/** Regions of the page (`data-region`) in which keys of the run and of the canvas are heard. */
const REGIONS: Partial<Record<Scope, readonly string[]>> = {
  run: ["canvas", "bar", "dock"],
  canvas: ["canvas"],
};

/**
 * Undo in a field whose text the design has taken over means the design: the browser would bring back
 * the text alone, and leaving the field would be one edit more.
 */
function isForPage(target: Element, { key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  if (key === "Escape") return leadsToCanvas(target);
  if (!ctrlKey && !metaKey) return false;
  return (
    target.closest(CLOSED_LIST) !== null ||
    (target.closest(SETTLED) !== null && /^[zy]$/i.test(key))
  );
}

/**
 * Whether Esc there leads back to the canvas: from every field beside it, unless a list is open over the field, and
 * from all of the inspector, so that what is looked at stays selected. A field keeps the Esc that takes its edit back.
 */
export function leadsToCanvas(target: Element | null): boolean {
  const region = target?.closest(AROUND_CANVAS);
  if (!target || !region || !document.querySelector('[data-region="canvas"]')) return false;
  if (target.closest(TYPED)) return target.closest('[aria-expanded="true"]') === null;
  return region.matches('[data-region="inspector"]');
}

/** Whether a key that was pressed is one for acts of that scope. */
export function isHeardAt(scope: Scope, event: KeyboardEvent): boolean {
  const { target } = event;
  if (!(target instanceof Element)) return true;
  if (target.closest(MODAL)?.matches(`:not(${CLOSING})`)) return false;
  if (scope === "everywhere") return true;
  if (target.closest(TYPED) && !isForPage(target, event)) return false;
  if ((event.key === " " || event.key === "Enter") && target.closest(PRESSED)) return false;
  const regions = REGIONS[scope];
  if (!regions) return true;
  const region = target.closest("[data-region]")?.getAttribute("data-region");
  // Nothing has the focus: the key is meant for the canvas, if there is one.
  if (region === undefined || region === null)
    return scope === "run" || document.querySelector('[data-region="canvas"]') !== null;
  return regions.includes(region);
}
