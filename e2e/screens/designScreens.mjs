import { openWithLargeDesign } from "../largeSystem.mjs";
import { command, node, openApp, place, runTo } from "./acts.mjs";

/** @typedef {import("@playwright/test").Page} Page */
/** @typedef {import("./Screen.ts").Screen} Screen */

const KINDS = [
  "Producer",
  "Endpoint",
  "Broker",
  "Queue",
  "Topic",
  "Stream",
  "Consumer",
  "Saga",
  "Dependency",
  "Database",
  "Registry",
  "Zone",
  "Note",
];

const WIDE_SHEET = 2040;

const inspector = (/** @type {Page} */ page) =>
  page.getByRole("complementary", { name: "Inspector" });

/** Says which product the broker of the order system is. */
async function chooseProduct(/** @type {Page} */ page, /** @type {string} */ product) {
  await node(page, "Message broker").click({ position: { x: 60, y: 8 } });
  await inspector(page).getByRole("combobox", { name: "Product" }).click();
  await page.getByRole("option", { name: product, exact: true }).click();
}

/** Writes the schema of a version: properties by their types, all required. */
async function writeSchema(
  /** @type {Page} */ page,
  /** @type {number} */ version,
  /** @type {Record<string, string>} */ types,
) {
  const properties = Object.fromEntries(
    Object.entries(types).map(([name, type]) => [name, { type }]),
  );
  const schema = { type: "object", properties, required: Object.keys(types) };
  await page.getByRole("textbox", { name: `Schema of OrderPlaced ${version}` }).press("Control+a");
  await page.keyboard.insertText(JSON.stringify(schema, null, 2));
}

/** Between the payment queue and its consumer. */
async function middleOfLink(/** @type {Page} */ page) {
  const queue = await node(page, "payment.q").boundingBox();
  const consumer = await node(page, "Payment").boundingBox();
  if (!queue || !consumer) throw new Error("The ends of the link are not drawn.");
  const left = queue.x + queue.width;
  return { x: left + (consumer.x - left) / 2, y: queue.y + queue.height / 2 };
}

/** The inspector of each kind of thing, as it is when the thing is new. */
const inspectors = Object.fromEntries(
  KINDS.map((kind) => [
    `inspector-${kind.toLowerCase()}`,
    /** @type {Screen} */ ({
      sizes: [""],
      area: inspector,
      async open(page, origin) {
        await openApp(page, origin);
        await command(page, "New design");
        await place(page, kind);
        await inspector(page).getByRole("heading").first().waitFor();
      },
    }),
  ]),
);

/**
 * Drawing and setting up.
 * @type {Record<string, Screen>}
 */
export const designScreens = {
  ...inspectors,
  "inspector-link": {
    sizes: [""],
    area: inspector,
    async open(page, origin) {
      await openApp(page, origin);
      await runTo(page, "0:34.5");
      const { x, y } = await middleOfLink(page);
      await page.mouse.click(x, y);
      await inspector(page).getByRole("heading", { name: "payment.q → Payment" }).waitFor();
    },
  },
  "inspector-switch": {
    sizes: [""],
    area: inspector,
    async open(page, origin) {
      await openApp(page, origin);
      await chooseProduct(page, "RabbitMQ");
      await inspector(page).getByRole("heading", { name: "Now RabbitMQ" }).waitFor();
    },
  },
  "broker-profile": {
    async open(page, origin) {
      await openApp(page, origin);
      await runTo(page, "0:34.5");
      await chooseProduct(page, "RabbitMQ");
      await inspector(page).getByRole("button", { name: "What is simulated" }).click();
      await page.getByRole("dialog", { name: "RabbitMQ: what is simulated" }).waitFor();
    },
  },
  "inspector-several": {
    sizes: [""],
    area: inspector,
    async open(page, origin) {
      await openApp(page, origin);
      await node(page, "Payment").click();
      await node(page, "Stock").click({ modifiers: ["ControlOrMeta"] });
      await inspector(page).getByRole("heading", { name: "2 consumers" }).waitFor();
    },
  },
  "inspector-design": {
    sizes: [""],
    area: inspector,
    async open(page, origin) {
      await openApp(page, origin);
      await inspector(page).getByRole("heading", { name: "Objectives" }).scrollIntoViewIfNeeded();
      await inspector(page)
        .getByRole("heading", { name: "Scenarios" })
        .evaluate((heading) => heading.scrollIntoView({ block: "end" }));
    },
  },
  "inspector-live": {
    sizes: [""],
    area: inspector,
    async open(page, origin) {
      await openApp(page, origin);
      await runTo(page, "0:34.5");
      await node(page, "Payment").click();
      await inspector(page).getByRole("tab", { name: "Live" }).click();
    },
  },
  "inspector-handler": {
    sizes: [""],
    area: inspector,
    async open(page, origin) {
      await openApp(page, origin);
      await runTo(page, "0:34.5");
      await node(page, "Payment").click();
      await inspector(page)
        .getByRole("tab", { name: /^Handler/ })
        .click();
    },
  },
  "quick-add": {
    async open(page, origin) {
      await openApp(page, origin);
      await page.keyboard.press("Space");
      await node(page, "Payment").click();
      await page.keyboard.press("a");
      await page.getByRole("combobox").waitFor();
    },
  },
  find: {
    async open(page, origin) {
      await openApp(page, origin);
      await runTo(page, "0:34.5");
      await command(page, "Find on the canvas…");
      await page.getByRole("textbox", { name: "Find on the canvas" }).fill("payment");
    },
  },
  "node-menu": {
    async open(page, origin) {
      await openApp(page, origin);
      await runTo(page, "0:34.5");
      await node(page, "Payment").click({ button: "right" });
      await page.getByRole("menu").waitFor();
    },
  },
  "link-menu": {
    async open(page, origin) {
      await openApp(page, origin);
      await runTo(page, "0:34.5");
      const { x, y } = await middleOfLink(page);
      await page.mouse.click(x, y, { button: "right" });
      await page.getByRole("menu").waitFor();
    },
  },
  "large-design": {
    async open(page, origin) {
      await openWithLargeDesign(page);
      await page.goto(origin);
      await page.locator("footer").getByText("500 nodes").waitFor();
      await runTo(page, "0:05");
    },
  },
  "handler-editor": {
    async open(page, origin) {
      await openApp(page, origin);
      await runTo(page, "0:34.5");
      await node(page, "Payment").click();
      await command(page, "Edit the handler…");
      await page.getByText("Done once, except").waitFor({ timeout: 60_000 });
    },
  },
  "message-type": {
    async open(page, origin) {
      await openApp(page, origin);
      await runTo(page, "0:34.5");
      await command(page, "Edit the message types…");
      await page.getByRole("button", { name: "Add a version" }).click();
      await page.getByRole("button", { name: "Begin a schema" }).click();
      await writeSchema(page, 1, { total: "number", currency: "string" });
      await page.getByRole("button", { name: "Version from 1" }).click();
      await writeSchema(page, 2, { total: "string" });
      await page.getByRole("button", { name: "reads 1, wrote 2: cannot be read" }).click();
    },
  },
  states: {
    async open(page, origin) {
      // In a wide window all states of a kind stand in one row.
      const width = page.viewportSize()?.width === 1024 ? 1024 : WIDE_SHEET;
      await page.setViewportSize({ width, height: 1400 });
      await page.goto(`${origin}/states.html`);
      await node(page, "Card gateway").first().waitFor();
      // A field is wrong once something wrong was typed, and one node has the keyboard.
      await page.getByLabel("Prefetch, wrong").fill("0");
      await page.keyboard.press("Tab");
      await page.locator(".react-flow[aria-activedescendant]").focus();
      const height = await page.evaluate(() => document.querySelector("main")?.scrollHeight ?? 0);
      await page.setViewportSize({ width, height });
    },
  },
};
