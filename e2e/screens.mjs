/**
 * Takes the pictures of docs/screens from the built app: each screen, light and dark. The system is
 * stopped at the same simulated time, so that two runs of this program show the same figures.
 */
import { launchChromium, withServedApp } from "./servedApp.mjs";

const SIZES = { "": { width: 1440, height: 900 }, "-1024": { width: 1024, height: 768 } };

/** @param {import("@playwright/test").Page} page */
async function fromFileMenu(page, /** @type {string} */ entry) {
  await page.getByRole("button", { name: /file menu/ }).click();
  await page.getByRole("menuitem", { name: entry }).click();
}

/** @param {import("@playwright/test").Page} page */
async function untilCrashHurts(page) {
  await page
    .getByRole("timer", { name: "Simulated time" })
    .filter({ hasText: /00:00:3[4-9]/ })
    .waitFor({ timeout: 120_000 });
  await page.keyboard.press("Space");
}

/** @param {import("@playwright/test").Browser} browser */
async function takeAll(
  browser,
  /** @type {string} */ origin,
  /** @type {"light" | "dark"} */ colorScheme,
  /** @type {keyof typeof SIZES} */ suffix,
) {
  const page = await browser.newPage({ viewport: SIZES[suffix], colorScheme });
  const shoot = (/** @type {string} */ name) =>
    page.screenshot({ path: `docs/screens/${name}${suffix}-${colorScheme}.png` });
  await page.goto(origin);
  await untilCrashHurts(page);
  await page.getByRole("group", { name: /^Payment, / }).click();
  await shoot("main-running");
  await fromFileMenu(page, "Export AsyncAPI…");
  await page.getByText(/0 errors in \d+ documents/).waitFor({ timeout: 60_000 });
  await shoot("asyncapi-export");
  await page.keyboard.press("Escape");
  await fromFileMenu(page, "New design");
  await page.getByText("Draw what sends").waitFor();
  await shoot("first-steps");
  await page.close();
}

await withServedApp(async (origin) => {
  const browser = await launchChromium();
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    for (const suffix of /** @type {const} */ (["", "-1024"])) {
      await takeAll(browser, origin, colorScheme, suffix);
    }
  }
  await browser.close();
});
