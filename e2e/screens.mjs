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

/** A crash at each step of a handler, and a check of each schema, in milliseconds. */
const LONG_ENOUGH_FOR_PROOFS = 4000;

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

/** Adds a node by the palette. */
const place = (/** @type {Page} */ page, /** @type {string} */ tile) =>
  page
    .locator("nav")
    .getByRole("button", { name: new RegExp(`^(Add )?${tile}$`, "i") })
    .click();

/** Drops a file on the page. */
const drop = (/** @type {Page} */ page, /** @type {string} */ name, /** @type {string} */ text) =>
  page.evaluate(
    ([name = "", text = ""]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], name));
      window.dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true }));
    },
    [name, text],
  );

const BROKEN_FILE = `{
  "format": 1,
  "name": "Orders",
  "system": {
    "nodes": {
      "payment.q": { "kind": "queue", "lease": { "timeout": "1 secnd" } },
      "stock.q": { "kind": "que" }
    }
  }
}`;

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
  gallery: {
    sizes: ["", "-1024"],
    async open(page, origin) {
      await openApp(page, origin);
      await command(page, "Examples…");
      await page.getByRole("button", { name: /^Run Fan-out/ }).waitFor();
    },
  },
  "safety-versions": {
    sizes: [""],
    async open(page, origin) {
      await openApp(page, origin);
      await command(page, "New design");
      await place(page, "Queue");
      await command(page, "Versions…");
      const name = page.getByRole("textbox", { name: "Name what is open now" });
      await name.fill("As shown in the review");
      await name.press("Enter");
      const version = page.getByRole("button", { name: /As shown in the review/ });
      await version.waitFor();
      await page.getByRole("button", { name: "Close" }).click();
      await place(page, "Topic");
      await command(page, "Versions…");
      await version.click();
      await page.getByText("From this version to now").waitFor();
    },
  },
  "safety-broken-file": {
    sizes: [""],
    async open(page, origin) {
      await openApp(page, origin);
      await drop(page, "orders.sluice.json", BROKEN_FILE);
      await page.getByRole("dialog").waitFor();
    },
  },
  "safety-newer-file": {
    sizes: [""],
    async open(page, origin) {
      await openApp(page, origin);
      await drop(page, "checkout.sluice.json", '{"format": 5, "name": "Checkout"}');
      await page.getByRole("dialog").waitFor();
    },
  },
  "safety-no-room": {
    sizes: ["", "-1024"],
    async open(page, origin) {
      await page.addInitScript(() => {
        IDBObjectStore.prototype.put = () => {
          throw new DOMException("No room.", "QuotaExceededError");
        };
      });
      await openApp(page, origin);
      await command(page, "New design");
      await place(page, "Queue");
      await page.getByRole("button", { name: "Make room…" }).click();
      await page.getByRole("dialog").waitFor();
    },
  },
  "safety-other-tab": {
    sizes: ["", "-1024"],
    async open(page, origin) {
      await openApp(page, origin);
      await command(page, "New design");
      await place(page, "Queue");
      await page.waitForTimeout(1500);
      const id = await page.evaluate(() => sessionStorage.getItem("sluice.open"));
      const other = await page.context().newPage();
      await other.goto(origin);
      // The other tab waits for the design until this one lets it go.
      await other.evaluate((name) => {
        void navigator.locks.request(
          `sluice.design.${name}`,
          { steal: true },
          () => new Promise(() => {}),
        );
      }, id);
      await page.getByText("Open in another tab too.").waitFor();
      await page.bringToFront();
    },
  },
  tour: {
    sizes: ["", "-1024"],
    async open(page, origin) {
      await openApp(page, origin);
      await command(page, "Tour in five steps");
      await page.getByText("1 of 5").waitFor();
    },
  },
  model: {
    sizes: [""],
    async open(page, origin) {
      await openApp(page, origin);
      await command(page, "What is modelled, and what is not");
      await page.getByRole("dialog").waitFor();
    },
  },
  "handler-editor": {
    sizes: [""],
    async open(page, origin) {
      await openApp(page, origin);
      await runTo(page, "0:34.5");
      await node(page, "Payment").click();
      await command(page, "Edit the handler…");
      await page.waitForTimeout(LONG_ENOUGH_FOR_PROOFS);
    },
  },
  "message-type": {
    sizes: [""],
    async open(page, origin) {
      await openApp(page, origin);
      await command(page, "Edit the message types…");
      await page.waitForTimeout(LONG_ENOUGH_FOR_PROOFS);
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
