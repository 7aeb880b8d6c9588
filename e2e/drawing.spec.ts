import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";

type Point = { x: number; y: number };

function node(page: Page, name: string): Locator {
  return page.getByRole("group", { name: new RegExp(`^${name}, `) });
}

async function newDesign(page: Page, by: "mouse" | "keyboard" = "keyboard"): Promise<void> {
  const choose = (row: Locator) => (by === "mouse" ? row.click() : row.press("Enter"));
  await page.goto("/");
  await expect(node(page, "Payment")).toBeVisible();
  await choose(page.getByRole("button", { name: /file menu/ }));
  await choose(page.getByRole("menuitem", { name: "New design" }));
  await expect(page.locator("footer")).toContainText("0 nodes");
}

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox();
  if (!box) throw new Error("It must be on the screen.");
  return box;
}

/** Adds after the selected node: A, a few letters, Enter; then gives it a name. */
async function addAfter(page: Page, letters: string, name: string): Promise<void> {
  await page.keyboard.press("a");
  await page.keyboard.type(letters);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.keyboard.press("F2");
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
  await expect(node(page, name)).toBeVisible();
}

/** Pulls a link out of a side of a node to an empty place and chooses what stands there. */
async function pullOut(
  page: Page,
  name: string,
  side: "right" | "bottom",
  to: Point,
  thing: string,
) {
  const box = await boxOf(node(page, name));
  const stage = await boxOf(page.locator("main"));
  const port =
    side === "right"
      ? { x: box.x + box.width, y: box.y + box.height / 2 }
      : { x: box.x + box.width / 2, y: box.y + box.height };
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.move(port.x, port.y, { steps: 3 });
  await page.mouse.down();
  await page.mouse.move(stage.x + to.x, stage.y + to.y, { steps: 6 });
  await page.mouse.up();
  await page.locator(`[data-act="linked ${thing}"]`).click();
  await expect(page.getByRole("dialog")).toBeHidden();
}

/** Draws a link from the left side of a node onto another. */
async function linkTo(page: Page, source: string, target: string): Promise<void> {
  const [from, to] = [await boxOf(node(page, source)), await boxOf(node(page, target))];
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.move(from.x, from.y + from.height / 2, { steps: 3 });
  await page.mouse.down();
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 6 });
  await page.mouse.up();
}

async function expectRunning(page: Page, name: string): Promise<void> {
  await expect(node(page, name)).toContainText(/[1-9][\d.]*\/s/, { timeout: 20_000 });
}

test("the order system is drawn and run with the mouse alone", async ({ page }) => {
  test.setTimeout(90_000);
  await newDesign(page, "mouse");
  const tile = await boxOf(page.locator("nav").getByRole("button", { name: "Producer" }));
  const stage = await boxOf(page.locator("main"));
  await page.mouse.move(tile.x + tile.width / 2, tile.y + tile.height / 2);
  await page.mouse.down();
  await page.mouse.move(stage.x + 100, stage.y + 240, { steps: 6 });
  await page.mouse.up();
  await pullOut(page, "Producer", "right", { x: 220, y: 240 }, "topic");
  for (const [i, number] of ["", " 2", " 3"].entries()) {
    const y = 60 + i * 180;
    await pullOut(page, "Topic", "right", { x: 420, y }, "queue");
    await pullOut(page, `Queue${number}`, "right", { x: 640, y }, "consumer");
    await pullOut(page, `Queue${number}`, "bottom", { x: 420, y: y + 90 }, "dead-letters");
  }
  await pullOut(page, "Consumer", "right", { x: 820, y: 150 }, "stream");
  await pullOut(page, "Stream", "bottom", { x: 820, y: 330 }, "consumer");
  await expect(page.locator("footer")).toContainText("13 nodes, 12 links");
  // The second begins where the first, selected now, has its end.
  await linkTo(page, "Stream", "Consumer 2");
  await linkTo(page, "Stream", "Consumer 3");
  await expect(page.locator("footer")).toContainText("13 nodes, 14 links");
  await page.getByRole("button", { name: "Play" }).click();
  await expectRunning(page, "Consumer 4");
});

test("the order system is drawn, put in order and run with the keyboard alone", async ({
  page,
}) => {
  test.setTimeout(90_000);
  await newDesign(page);
  await addAfter(page, "prod", "Shoppers");
  await addAfter(page, "topic", "orders");
  for (const service of ["payment", "stock", "email"]) {
    await addAfter(page, "queue", `${service}.q`);
    await addAfter(page, "dead", `${service}.dlq`);
    await page.keyboard.press("Alt+ArrowLeft");
    await addAfter(page, "cons", service);
    if (service === "email") await addAfter(page, "stream", "order-log");
    if (service === "email") await addAfter(page, "cons", "shipping");
    await page.keyboard.press("Alt+ArrowLeft");
    await page.keyboard.press("Alt+ArrowLeft");
  }
  await expect(page.locator("footer")).toContainText("13 nodes, 12 links");
  await page.keyboard.press("Escape");
  const before = await boxOf(node(page, "stock"));
  await page.keyboard.press("Shift+Alt+KeyT");
  await expect
    .poll(async () => (await boxOf(node(page, "stock"))).x, { timeout: 20_000 })
    .not.toBe(before.x);
  await page.keyboard.press("Shift+Digit1");
  await page.keyboard.press("Space");
  await expectRunning(page, "shipping");
  await page.keyboard.press("Control+z");
  await expect.poll(async () => (await boxOf(node(page, "stock"))).width).toBeGreaterThan(0);
});

test("what is copied in one tab is pasted in another, with the links inside it", async ({
  page,
  context,
}) => {
  test.setTimeout(90_000);
  await newDesign(page);
  await addAfter(page, "queue", "payment.q");
  await addAfter(page, "cons", "Payment");
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+c");
  const other = await context.newPage();
  await other.goto("/");
  await expect(node(other, "Payment")).toBeVisible({ timeout: 30_000 });
  await other.getByRole("button", { name: /file menu/ }).click();
  await other.getByRole("menuitem", { name: "New design" }).click();
  await expect(other.locator("footer")).toContainText("0 nodes");
  await other.locator("main").getByLabel("Canvas").focus();
  await other.keyboard.press("Control+v");
  await expect(other.locator("footer")).toContainText("2 nodes, 1 link");
  await expect(node(other, "Payment")).toBeVisible();
  await other.keyboard.press("Control+v");
  await expect(other.locator("footer")).toContainText("4 nodes, 2 links");
  await expect(node(other, "Payment 2")).toBeVisible();
  await other.keyboard.press("Control+z");
  await expect(other.locator("footer")).toContainText("2 nodes, 1 link");
});

test("what can follow a link that was let go over nothing is offered, the rest with the reason", async ({
  page,
}) => {
  await newDesign(page);
  await page.keyboard.press("a");
  await page.keyboard.type("queue");
  await page.keyboard.press("Enter");
  const box = await boxOf(node(page, "Queue"));
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.move(box.x + box.width, box.y + box.height / 2, { steps: 3 });
  await page.mouse.down();
  await page.mouse.move(box.x + box.width + 120, box.y + 140, { steps: 5 });
  await page.mouse.up();
  const list = page.getByRole("dialog", { name: "Add after Queue" });
  await expect(list.locator('[data-act="linked consumer"]')).toContainText("subscribe");
  await expect(list.locator('[data-act="alone database"]')).toContainText(
    "Put a consumer between them",
  );
  await list.locator('[data-act="linked consumer"]').click();
  await expect(page.locator("footer")).toContainText("2 nodes, 1 link");
  await page.keyboard.press("Control+z");
  await expect(page.locator("footer")).toContainText("1 node, 0 links");
  // What is added at the edge of the view is brought into it.
  const stage = await boxOf(page.locator("main"));
  await page.mouse.move(box.x + box.width, box.y + box.height / 2, { steps: 3 });
  await page.mouse.down();
  await page.mouse.move(stage.x + stage.width - 20, box.y + 40, { steps: 5 });
  await page.mouse.up();
  await list.locator('[data-act="linked consumer"]').click();
  const right = async () => {
    const { x, width } = await boxOf(node(page, "Consumer"));
    return x + width;
  };
  await expect.poll(right).toBeLessThan(stage.x + stage.width);
});

test("a box drawn on the empty canvas selects; what is selected is grouped, collapsed and found", async ({
  page,
}) => {
  await page.goto("/");
  await expect(node(page, "Payment")).toBeVisible();
  const [first, last] = [await boxOf(node(page, "Payment")), await boxOf(node(page, "Email"))];
  await page.mouse.move(first.x - 30, first.y - 40);
  await page.mouse.down();
  await page.mouse.move(last.x + last.width + 10, last.y + last.height + 20, { steps: 8 });
  await page.mouse.up();
  await page.keyboard.press("Control+g");
  await expect(node(page, "Zone")).toBeVisible();
  await page.keyboard.press("e");
  await expect(node(page, "Payment")).toBeHidden();
  await expect(node(page, "Zone")).toContainText("3 nodes inside");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+f");
  await page.keyboard.insertText("stock");
  await expect(page.getByRole("search")).toContainText("found");
  await expect(page.locator(".react-flow__node.dimmed").first()).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("search")).toContainText("1 of");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("search")).toBeHidden();
  // From a field of the inspector: the first Esc takes back what was typed, the second leads to the canvas.
  const name = page
    .getByRole("complementary", { name: "Inspector" })
    .getByLabel("Name", { exact: true });
  await name.focus();
  await page.keyboard.type("x");
  await page.keyboard.press("Escape");
  await expect(name).toBeFocused();
  await expect(name).not.toHaveValue("x");
  await page.keyboard.press("Escape");
  await expect(page.getByLabel("Canvas", { exact: true })).toBeFocused();
  await expect(page.locator(".react-flow__node.selected")).toHaveCount(1);
});
