import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { openFile } from "./openFile.ts";

/** A node on the canvas, by the name that it shows. */
function node(page: Page, name: string): Locator {
  return page.getByRole("group", { name: new RegExp(`^${name}, `) });
}

/** Simulated seconds that the clock shows. */
async function simulatedSeconds(page: Page): Promise<number> {
  const text = await page.getByRole("timer", { name: "Simulated time" }).textContent();
  const [time = "0:0:0"] = text?.match(/\d+:\d+:[\d.]+/) ?? [];
  const [hours = 0, minutes = 0, seconds = 0] = time.split(":").map(Number);
  return hours * 3600 + minutes * 60 + seconds;
}

async function passSimulated(page: Page, seconds: number): Promise<void> {
  const from = await simulatedSeconds(page);
  await expect
    .poll(() => simulatedSeconds(page), { timeout: 20_000 })
    .toBeGreaterThan(from + seconds);
}

async function fromFileMenu(page: Page, entry: string): Promise<void> {
  await page.getByRole("button", { name: /file menu/ }).click();
  await page.getByRole("menuitem", { name: entry }).click();
}

/** Drags a tile of the palette to a place on the canvas. */
async function place(page: Page, tile: string, x: number, y: number): Promise<void> {
  const from = await page
    .locator("nav")
    .getByRole("button", { name: tile, exact: true })
    .boundingBox();
  const stage = await page.locator("main").boundingBox();
  if (!from || !stage) throw new Error("The palette and the canvas must be on the page.");
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(stage.x + x, stage.y + y, { steps: 8 });
  await page.mouse.up();
}

/** Draws a link from the right side of one node to the middle of another. */
async function drawLink(page: Page, source: string, target: string): Promise<void> {
  const from = await node(page, source).boundingBox();
  const to = await node(page, target).boundingBox();
  if (!from || !to) throw new Error(`${source} and ${target} must be on the canvas.`);
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.move(from.x + from.width, from.y + from.height / 2, { steps: 4 });
  await page.mouse.down();
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 10 });
  await page.mouse.up();
}

async function smallSystem(page: Page): Promise<void> {
  await page.goto("/");
  await expect(node(page, "Payment")).toBeVisible();
  await fromFileMenu(page, "New design");
  await place(page, "Producer", 200, 250);
  await place(page, "Queue", 480, 250);
  await place(page, "Consumer", 760, 250);
  await drawLink(page, "Producer", "Queue");
  await drawLink(page, "Queue", "Consumer");
  await page.keyboard.press("Escape");
  await expect(page.locator("footer")).toContainText("3 nodes, 2 links");
  await page.keyboard.press("Space");
}

test("the page opens on a system that is already running", async ({ page }) => {
  await page.goto("/");
  await expect(node(page, "Payment")).toBeVisible();
  await expect.poll(() => simulatedSeconds(page)).toBeGreaterThan(1);
  const messages = page.locator("main canvas").first();
  const before = await messages.screenshot();
  await expect
    .poll(async () => (await messages.screenshot()).equals(before), "messages move")
    .toBe(false);
});

test("a system is drawn with the mouse from an empty canvas and shows its numbers", async ({
  page,
}) => {
  await smallSystem(page);
  await expect(node(page, "Consumer")).toContainText(/[1-9][\d.]*\/s/, { timeout: 10_000 });
  await node(page, "Consumer").click();
  // From all that is selected, a click takes one; what changes the network begins the run anew, and says so.
  await page.keyboard.press("Control+a");
  await node(page, "Producer").click();
  await page.keyboard.press("Control+d");
  await expect(page.locator("footer")).toContainText("4 nodes, 2 links");
  await expect(page.getByRole("status").first()).toContainText("begun anew after an edit");
  await node(page, "Consumer").click();
  await page.getByRole("tab", { name: "Live" }).click();
  await expect(page.getByRole("complementary", { name: "Inspector" })).toContainText(/\d+ ms/);
});

test("an edit of a parameter takes effect while the system runs, and undo takes it back", async ({
  page,
}) => {
  await smallSystem(page);
  await node(page, "Producer").click();
  const rate = page.getByRole("textbox", { name: /rate/i }).first();
  await expect(rate).toHaveValue("10");
  await rate.fill("200");
  await rate.press("Enter");
  await expect
    .poll(
      async () => Number((await node(page, "Producer").textContent())?.match(/([\d.]+)\/s/)?.[1]),
      { timeout: 15_000 },
    )
    .toBeGreaterThan(100);
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect(page.getByRole("textbox", { name: /rate/i }).first()).toHaveValue("10");
});

test("a crashed consumer gives its messages back: redelivered, done twice, and the lag grows and shrinks", async ({
  page,
}) => {
  test.setTimeout(60_000);
  await page.goto("/");
  await passSimulated(page, 2);
  await node(page, "Payment").click({ button: "right" });
  await page.getByRole("menuitem", { name: /Crash all instances/ }).click();
  const payment = node(page, "Payment");
  await expect(payment).toHaveAccessibleName(/crashed/);
  const ready = async () =>
    Number(
      (await node(page, "payment.q").textContent())
        ?.match(/([\d.,]+k?) ready/)?.[1]
        ?.replace(",", "")
        .replace("k", "e3"),
    );
  await expect.poll(ready, { timeout: 10_000 }).toBeGreaterThan(150);
  await payment.click({ button: "right" });
  await page.getByRole("menuitem", { name: /Mend now/ }).click();
  await expect(payment).not.toHaveAccessibleName(/crashed/);
  await expect(page.locator("main")).toContainText(/\d+ redelivered/);
  await expect(page.locator("main")).toContainText(/\d+ done twice/);
  await page.getByRole("button", { name: "Faster" }).click();
  await page.getByRole("button", { name: "Faster" }).click();
  await expect.poll(ready, { timeout: 30_000 }).toBeLessThan(50);
});

test("the design is exported as AsyncAPI and checked in the page", async ({ page }) => {
  await page.goto("/");
  await expect(node(page, "Payment")).toBeVisible();
  await fromFileMenu(page, "Export AsyncAPI…");
  await expect(page.getByText("asyncapi: 3.0.0")).toBeVisible();
  await expect(page.getByText("0 errors in 7 documents")).toBeVisible({ timeout: 25_000 });
  await page.keyboard.press("Escape");
  await expect(node(page, "Payment")).toBeVisible();
});

test("edits outlast a reload", async ({ page }) => {
  await smallSystem(page);
  await node(page, "Consumer").dblclick();
  await page.locator("main").getByRole("textbox", { name: "Name" }).fill("Packer");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/^Saved \d\d:\d\d:\d\d/)).toBeVisible();
  const place = await node(page, "Packer").boundingBox();
  await page.reload();
  await expect(page.locator("footer")).toContainText("3 nodes, 2 links");
  await expect(node(page, "Packer")).toBeVisible();
  expect((await node(page, "Packer").boundingBox())?.y).toBeCloseTo(place?.y ?? 0, 0);
  await expect.poll(() => simulatedSeconds(page)).toBeGreaterThan(1);
});

const WRONG_FILES = [
  ["an empty file", "", "The file is empty"],
  ["a truncated file", '{"format": 3, "name"', "ends too early"],
  ["a future version", '{"format": 7, "name": "x"}', "newer version of Sluice"],
  [
    "an unknown node kind",
    '{"format":2,"name":"x","system":{"nodes":{"a":{"kind":"que"}}}}',
    "Did you mean",
  ],
  ["a wrong type", '{"format":2,"name":7}', "must be text"],
  [
    "a dangling link",
    '{"format":2,"name":"x","system":{"nodes":{"q":{"kind":"queue"}},"links":{"l":{"kind":"publish","source":"shop","target":"q"}}}}',
    'there is no node "shop"',
  ],
  [
    "a negative rate",
    '{"format":2,"name":"x","system":{"messageTypes":{"A":{"kind":"event"}},"nodes":{"p":{"kind":"producer","messages":{"A":1},"arrivals":{"process":"poisson","rate":"-5/s"}}}}}',
    "must not be negative",
  ],
] as const;

test("a wrong file gets one clear message, whatever is wrong, and the open design stays", async ({
  page,
}) => {
  test.setTimeout(90_000);
  await page.goto("/");
  await expect(node(page, "Payment")).toBeVisible();
  for (const [what, text, words] of WRONG_FILES) {
    await openFile(page, "wrong.sluice.json", text);
    await expect(page.getByRole("dialog"), what).toContainText(words);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog"), what).toHaveCount(0);
    await expect(node(page, "Payment"), what).toBeVisible();
  }
});
