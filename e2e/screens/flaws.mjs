/** What is wrong with a screen as it stands, found by its geometry and by the contrast of its words. */
import AxeBuilder from "@axe-core/playwright";

/** @typedef {import("@playwright/test").Page} Page */

/**
 * Words that are cut, lie over one another, or can hardly be read.
 * @returns {Promise<string[]>} a sentence for each
 */
export async function flawsOf(/** @type {Page} */ page) {
  const placed = await page.evaluate(findMisplacedWords);
  return [...placed, ...(await faintWords(page))];
}

/** Contrast by the rules of WCAG 2 AA, in the look that is on. */
async function faintWords(/** @type {Page} */ page) {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ runOnly: ["color-contrast"], resultTypes: ["violations"] })
    .analyze();
  return violations.flatMap(({ nodes }) =>
    nodes.map(({ html, any }) => {
      const { contrastRatio, expectedContrastRatio } = any[0]?.data ?? {};
      return `contrast ${contrastRatio}, needs ${expectedContrastRatio}: ${html.slice(0, 120)}`;
    }),
  );
}

/** Runs in the page. */
function findMisplacedWords() {
  /** Boxes touch in the pictures of letters long before the letters do. */
  const TOLERANCE = 2;
  const FLOATING =
    "[role=dialog], [role=alertdialog], [role=menu], [role=listbox], [role=tooltip], [role=presentation]";
  /** @type {Set<string>} */
  const flaws = new Set();

  /** @typedef {{ text: string; element: Element; rect: DOMRect }} Words */

  const isShown = (/** @type {Element} */ element) =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true });

  /** Names that stand for screen readers only take one pixel. */
  const isReal = (/** @type {DOMRect} */ { width, height }) => width > 1 && height > 1;
  const isForEyes = (/** @type {Element} */ element) => isReal(element.getBoundingClientRect());

  /** @returns {Words[]} */
  function allWords() {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? "";
      const element = node.parentElement;
      if (text === "" || !element || !isShown(element) || !isForEyes(element)) continue;
      if (["SCRIPT", "STYLE", "OPTION", "TITLE"].includes(element.tagName.toUpperCase())) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const rect of range.getClientRects())
        if (isReal(rect)) found.push({ text: text.slice(0, 60), element, rect });
    }
    return found;
  }

  /** The part of a box that its ancestors let through, and whether one that scrolls hides the rest. */
  function seenPart(/** @type {Words} */ { element, rect }) {
    let { left, top, right, bottom } = rect;
    let scrolls = false;
    for (let each = /** @type {Element | null} */ (element); each; each = each.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(each);
      if (overflowX === "visible" && overflowY === "visible") continue;
      const clip = each.getBoundingClientRect();
      // A panel that is closed shows nothing, and that is meant.
      if (clip.width < 8 || clip.height < 8) scrolls = true;
      const isOutside =
        left < clip.left - 1 ||
        right > clip.right + 1 ||
        top < clip.top - 1 ||
        bottom > clip.bottom + 1;
      if (!isOutside) continue;
      if ([overflowX, overflowY].some((overflow) => /auto|scroll/.test(overflow))) scrolls = true;
      left = Math.max(left, clip.left);
      right = Math.min(right, clip.right);
      top = Math.max(top, clip.top);
      bottom = Math.min(bottom, clip.bottom);
    }
    // What moves with the canvas may leave it at its edge.
    if (element.closest(".react-flow__viewport")) scrolls = true;
    return { left, top, right, bottom, scrolls };
  }

  /** Whether the whole of a shortened text is told on hover. */
  const isTold = (/** @type {Element} */ element) => element.closest("[title]") !== null;

  /** Whether an element hides the end of its words, with an ellipsis or without. */
  const isTooNarrow = (/** @type {Element} */ element) =>
    /hidden|clip/.test(getComputedStyle(element).overflowX) &&
    element.scrollWidth > element.clientWidth + 1;

  function noteIfCut(/** @type {Words} */ words, /** @type {ReturnType<typeof seenPart>} */ seen) {
    const { rect, text, element } = words;
    const hidden = Math.max(rect.right - seen.right, seen.left - rect.left);
    const hiddenBelow = Math.max(rect.bottom - seen.bottom, seen.top - rect.top);
    if (seen.scrolls) return;
    if (hidden > TOLERANCE || isTooNarrow(element)) {
      const isShortened = getComputedStyle(element).textOverflow === "ellipsis";
      if (!isShortened) flaws.add(`cut: "${text}"`);
      else if (!isTold(element)) flaws.add(`shortened, told nowhere: "${text}"`);
    } else if (hiddenBelow > rect.height / 4) flaws.add(`cut in height: "${text}"`);
  }

  /** Whether something that is not meant to float lies over the middle of the words. */
  function noteIfCovered(
    /** @type {Words} */ { text, element },
    /** @type {ReturnType<typeof seenPart>} */ seen,
  ) {
    const x = (seen.left + seen.right) / 2;
    const y = (seen.top + seen.bottom) / 2;
    const over = document.elementFromPoint(x, y);
    if (!over || over === element || over.contains(element) || element.contains(over)) return true;
    // What takes no clicks is not found at its own place.
    if (getComputedStyle(element).pointerEvents === "none") return true;
    if (over.closest(FLOATING) && !element.closest(FLOATING)) return false;
    if (element.closest("label")?.contains(over) || over.closest("label")?.contains(element))
      return true;
    const cover = over.closest("[class]") ?? over;
    const name =
      (over.textContent ?? "").trim().slice(0, 40) || String(cover.getAttribute("class"));
    if (!over.textContent?.trim() && getComputedStyle(over).backgroundColor === "rgba(0, 0, 0, 0)")
      return true;
    flaws.add(`covered: "${text}" by "${name}"`);
    return false;
  }

  function noteFields() {
    for (const field of document.querySelectorAll("input, textarea")) {
      if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) continue;
      if (!isShown(field) || field.clientWidth < 8) continue;
      const shown = field.value || field.placeholder;
      const pen = document.createElement("canvas").getContext("2d");
      const style = getComputedStyle(field);
      if (!pen || field instanceof HTMLTextAreaElement || field.type === "checkbox") continue;
      pen.font = style.font;
      const room =
        field.clientWidth -
        Number.parseFloat(style.paddingLeft) -
        Number.parseFloat(style.paddingRight);
      if (pen.measureText(shown).width > room + TOLERANCE)
        flaws.add(`cut in its field: "${shown.slice(0, 60)}"`);
    }
  }

  noteFields();
  /** @type {(Words & { seen: ReturnType<typeof seenPart> })[]} */
  const seen = [];
  for (const words of allWords()) {
    const part = seenPart(words);
    if (part.right - part.left < 2 || part.bottom - part.top < 2) {
      noteIfCut(words, part);
      continue;
    }
    noteIfCut(words, part);
    if (part.left < innerWidth && part.top < innerHeight && noteIfCovered(words, part))
      seen.push({ ...words, seen: part });
  }
  for (const [index, one] of seen.entries())
    for (const other of seen.slice(index + 1)) {
      if (one.element === other.element) continue;
      if (!one.element.closest(FLOATING) !== !other.element.closest(FLOATING)) continue;
      const width =
        Math.min(one.seen.right, other.seen.right) - Math.max(one.seen.left, other.seen.left);
      const height =
        Math.min(one.seen.bottom, other.seen.bottom) - Math.max(one.seen.top, other.seen.top);
      if (width > TOLERANCE && height > TOLERANCE + 1)
        flaws.add(`over one another: "${one.text}", "${other.text}"`);
    }
  return [...flaws];
}
