/**
 * Takes the pictures of docs/screens from the built app: each screen, light and dark. The system is
 * stopped at the same simulated time, so that two runs of this program show the same figures.
 *
 * `npm run screens -- problems states` takes only the screens of those names, and `--into DIR` puts them
 * elsewhere. What is cut, covered or faint on a screen is listed, and fails the command.
 */
import { parseArgs } from "node:util";
import { designScreens } from "./screens/designScreens.mjs";
import { flawsOf } from "./screens/flaws.mjs";
import { pageScreens } from "./screens/pageScreens.mjs";
import { runScreens } from "./screens/runScreens.mjs";
import { safetyScreens } from "./screens/safetyScreens.mjs";
import { launchChromium, withServedApp } from "./servedApp.mjs";

/** @typedef {import("@playwright/test").Page} Page */

const SCREENS = { ...runScreens, ...designScreens, ...pageScreens, ...safetyScreens };

/** @type {Record<import("./screens/Screen.ts").Size, { width: number, height: number }>} */
const SIZES = {
  "": { width: 1440, height: 900 },
  "-1024": { width: 1024, height: 768 },
  "-1920": { width: 1920, height: 1080 },
};
const USUAL_SIZES = /** @type {const} */ (["", "-1024"]);

/** The looks of a page, by what the name of a picture says of them. */
const LOOKS = /** @type {const} */ ({
  light: { colorScheme: "light", contrast: "no-preference" },
  dark: { colorScheme: "dark", contrast: "no-preference" },
  "high-contrast": { colorScheme: "light", contrast: "more" },
});

/** Waits until what fades in has done so, and nothing is under the pointer. */
async function settle(/** @type {Page} */ page) {
  await page.mouse.move(2, 2);
  await page.waitForTimeout(600);
}

/** One screen in one window: in each look without being opened again. */
async function take(
  /** @type {Page} */ page,
  /** @type {string} */ name,
  /** @type {import("./screens/Screen.ts").Screen} */ screen,
  /** @type {boolean} */ hasContrast,
) {
  for (const [look, options] of Object.entries(LOOKS)) {
    if (look === "high-contrast" && !hasContrast) continue;
    await page.emulateMedia(options);
    await settle(page);
    const path = `${values.into}/${name}-${look}.png`;
    await (screen.area?.(page) ?? page).screenshot({ path });
    for (const flaw of await flawsOf(page)) {
      failed++;
      process.stderr.write(`${name}-${look}: ${flaw}\n`);
    }
  }
}

const { values, positionals: chosen } = parseArgs({
  allowPositionals: true,
  options: { into: { type: "string", default: "docs/screens" } },
});
let failed = 0;

await withServedApp(async (origin) => {
  const browser = await launchChromium();
  for (const [name, screen] of Object.entries(SCREENS)) {
    if (chosen.length > 0 && !chosen.includes(name)) continue;
    for (const size of screen.sizes ?? USUAL_SIZES) {
      // A profile of its own, in which a screen may open several tabs.
      const context = await browser.newContext({ viewport: SIZES[size] });
      const page = await context.newPage();
      try {
        await screen.open(page, origin);
        await take(page, `${name}${size}`, screen, size === "" && screen.isContrast === true);
      } catch (error) {
        failed++;
        process.stderr.write(`${name}${size}: ${error instanceof Error ? error.message : error}\n`);
      }
      await context.close();
    }
  }
  await browser.close();
});
process.exitCode = failed === 0 ? 0 : 1;
