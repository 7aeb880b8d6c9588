import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";

function node(page: Page, name: string): Locator {
  return page.getByRole("group", { name: new RegExp(`^${name}, `) });
}

/** Begins with an empty canvas by keys alone. */
async function emptyCanvas(page: Page): Promise<void> {
  await page.goto("/");
  await expect(node(page, "Payment")).toBeVisible();
  await page.getByRole("button", { name: /file menu/ }).press("Enter");
  await page.getByRole("menuitem", { name: "New design" }).press("Enter");
  await expect(page.getByText("Draw what sends, what holds, what works.")).toBeVisible();
}

/** Adds on its own, by name: A, a few letters, Enter. */
async function add(page: Page, letters: string, name: string): Promise<void> {
  await page.keyboard.press("Escape");
  await page.keyboard.press("a");
  await page.keyboard.type(letters);
  await page.keyboard.press("Enter");
  await expect(node(page, name)).toBeVisible();
}

async function middleOf(locator: Locator): Promise<{ x: number; y: number }> {
  const box = await locator.boundingBox();
  if (!box) throw new Error("It must be on the canvas.");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 5 });
  await page.mouse.move(to.x, to.y, { steps: 5 });
}

test("a link that makes no sense says why, and a drag is one step of undo", async ({ page }) => {
  await emptyCanvas(page);
  await add(page, "prod", "Producer");
  await add(page, "queue", "Queue");
  const queue = await node(page, "Queue").boundingBox();
  if (!queue) throw new Error("There must be a queue.");
  await page.mouse.move(queue.x + queue.width / 2, queue.y + queue.height / 2);
  const port = { x: queue.x + queue.width, y: queue.y + queue.height / 2 };
  await drag(page, port, await middleOf(node(page, "Producer")));
  await expect(page.getByText("A producer takes nothing in.")).toBeVisible();
  await page.mouse.up();
  await expect(page.locator("footer")).toContainText("2 nodes, 0 links");

  const before = await middleOf(node(page, "Queue"));
  await drag(page, before, { x: before.x + 120, y: before.y + 160 });
  await page.mouse.up();
  await expect.poll(async () => (await middleOf(node(page, "Queue"))).y).toBe(before.y + 160);
  await page.getByRole("button", { name: /^Undo move Queue/ }).click();
  await expect.poll(async () => await middleOf(node(page, "Queue"))).toEqual(before);
});

test("a link is cut and mended by right click, and the node behind it is said to be cut off", async ({
  page,
}) => {
  await page.goto("/");
  await expect(page.getByRole("group", { name: "Shoppers, producer, busy" })).toBeVisible();
  const [from, to] = [await middleOf(node(page, "Shoppers")), await middleOf(node(page, "orders"))];
  const onLink = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  await page.mouse.click(onLink.x, onLink.y, { button: "right" });
  await page.getByRole("menuitem", { name: "Cut" }).click();
  await expect(page.getByRole("group", { name: "Shoppers, producer, cut off" })).toBeVisible();
  await page.mouse.click(onLink.x, onLink.y, { button: "right" });
  await page.getByRole("menuitem", { name: "Mend now" }).click();
  await expect(page.getByRole("group", { name: "Shoppers, producer, busy" })).toBeVisible();
});
