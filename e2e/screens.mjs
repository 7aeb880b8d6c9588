/**
 * Takes the pictures of docs/screens from the built app: each screen, light and dark. The system is
 * stopped at the same simulated time, so that two runs of this program show the same figures.
 *
 * `npm run screens -- problems states` takes only the screens of those names.
 */
import { launchChromium, withServedApp } from "./servedApp.mjs";

/** @typedef {import("@playwright/test").Page} Page */

/** Windows by what the name of a picture says of them. */
const SIZES = {
  "": { width: 1440, height: 900 },
  "-1024": { width: 1024, height: 768 },
  "-1920": { width: 1920, height: 1080 },
};

/** Does an act of the list, as the palette of commands does. */
async function command(/** @type {Page} */ page, /** @type {string} */ name) {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Commands" }).waitFor();
  await page.keyboard.insertText(name);
  await page.getByRole("option", { name, exact: true }).waitFor();
  await page.keyboard.press("Enter");
}

/** Runs the open design to a moment and waits until it stands there. */
async function runTo(/** @type {Page} */ page, /** @type {string} */ moment) {
  await command(page, "Run to…");
  await page.getByRole("dialog", { name: "Run to a moment" }).waitFor();
  await page.keyboard.insertText(moment);
  await page.keyboard.press("Enter");
  await page
    .locator("footer")
    .getByText(/Paused|Finished/)
    .waitFor({ timeout: 120_000 });
}

async function openApp(/** @type {Page} */ page, /** @type {string} */ origin) {
  await page.goto(origin);
  await node(page, "Payment").waitFor();
}

const node = (/** @type {Page} */ page, /** @type {string} */ name) =>
  page.getByRole("group", { name: new RegExp(`^${name}, `) });

/**
 * Every screen: how to come to it from the page as it opens.
 * @type {Record<string, { sizes: (keyof typeof SIZES)[], isContrast?: boolean, open: (page: Page, origin: string) => Promise<void> }>}
 */
const SCREENS = {
  "main-running": {
    sizes: ["", "-1024", "-1920"],
    isContrast: true,
    async open(page, origin) {
      await openApp(page, origin);
      await runTo(page, "0:34.5");
      await node(page, "Payment").click();
    },
  },
  problems: {
    sizes: ["", "-1024"],
    async open(page, origin) {
      await openApp(page, origin);
      await runTo(page, "0:34.5");
      await page.keyboard.press("F8");
      await page.getByRole("article", { name: "Problem" }).waitFor();
    },
  },
  charts: {
    sizes: [""],
    async open(page, origin) {
      await openApp(page, origin);
      await runTo(page, "5:00");
      await command(page, "Show the charts");
      await command(page, "Make the dock tall or low");
      const cursor = page.getByRole("slider", { name: "Throughput, cursor" });
      await cursor.focus();
      for (let i = 0; i < 8; i++) await page.keyboard.press("Shift+ArrowLeft");
      await cursor.evaluate((element) => element.blur());
    },
  },
  objectives: {
    sizes: [""],
    async open(page, origin) {
      await openApp(page, origin);
      await command(page, "Run to the end");
      await page.locator("footer").getByText("Finished").waitFor({ timeout: 240_000 });
      await command(page, "Show the objectives");
    },
  },
  commands: {
    sizes: [""],
    async open(page, origin) {
      await openApp(page, origin);
      await runTo(page, "0:34.5");
      await node(page, "Payment").click();
      await page.keyboard.press("Control+k");
      await page.getByRole("combobox", { name: "Commands" }).waitFor();
    },
  },
  keys: {
    sizes: [""],
    async open(page, origin) {
      await openApp(page, origin);
      await runTo(page, "0:34.5");
      await command(page, "Show all keys");
      await page.getByRole("dialog", { name: "Keys" }).waitFor();
    },
  },
  "asyncapi-export": {
    sizes: ["", "-1024"],
    async open(page, origin) {
      await openApp(page, origin);
      await command(page, "Export AsyncAPI…");
      await page.getByText(/0 errors in \d+ documents/).waitFor({ timeout: 120_000 });
    },
  },
  "first-steps": {
    sizes: ["", "-1024"],
    async open(page, origin) {
      await openApp(page, origin);
      await command(page, "New design");
      await page.locator("footer").getByText("0 nodes").waitFor();
    },
  },
  states: {
    sizes: [""],
    async open(page, origin) {
      await page.setViewportSize({ width: 1980, height: 1400 });
      await page.goto(`${origin}/states.html`);
      await node(page, "Card gateway").first().waitFor();
      const height = await page.evaluate(() => document.querySelector("main")?.scrollHeight ?? 0);
      await page.setViewportSize({ width: 1980, height });
    },
  },
};

/** Waits until what fades in has done so, and nothing is under the pointer. */
async function settle(/** @type {Page} */ page) {
  await page.mouse.move(2, 2);
  await page.waitForTimeout(600);
}

const chosen = process.argv.slice(2);

await withServedApp(async (origin) => {
  const browser = await launchChromium();
  for (const [name, { sizes, isContrast, open }] of Object.entries(SCREENS)) {
    if (chosen.length > 0 && !chosen.includes(name)) continue;
    const looks = sizes.flatMap((size) =>
      /** @type {const} */ (["light", "dark"]).map((colorScheme) => ({
        picture: `${name}${size}-${colorScheme}`,
        options: { viewport: SIZES[size], colorScheme },
      })),
    );
    const contrast = {
      picture: `${name}-high-contrast`,
      options: { viewport: SIZES[""], contrast: /** @type {const} */ ("more") },
    };
    for (const { picture, options } of isContrast ? [...looks, contrast] : looks) {
      const page = await browser.newPage(options);
      await open(page, origin);
      await settle(page);
      await page.screenshot({ path: `docs/screens/${picture}.png` });
      await page.close();
    }
  }
  await browser.close();
});
