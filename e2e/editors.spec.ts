import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { seriousIssues } from "./seriousIssues.ts";

/** A node on the canvas, by the name that it shows. */
function node(page: Page, name: string): Locator {
  return page.getByRole("group", { name: new RegExp(`^${name}, `) });
}

async function open(page: Page): Promise<void> {
  await page.goto("/");
  await expect(node(page, "Payment")).toBeVisible();
  await page.keyboard.press("Space");
}

/** Writes over all that stands in a text, as somebody does who types. */
async function typeInto(editor: Locator, text: string): Promise<void> {
  await editor.press("ControlOrMeta+a");
  await editor.page().keyboard.insertText(text);
}

test("the order of steps is changed by keyboard and by mouse, and with it what a crash does", async ({
  page,
}) => {
  test.setTimeout(90_000);
  await open(page);
  await node(page, "Payment").click();
  await page.getByRole("tab", { name: /Handler/ }).click();
  await page.getByRole("button", { name: "Edit steps and try crashes" }).click();
  const steps = page.getByRole("list", { name: "Steps for OrderPlaced" });
  await expect(page.getByText("Done once, except")).toBeVisible({ timeout: 30_000 });
  const twice = steps.getByText(/charge card twice/);
  await expect(twice).toHaveCount(3);

  // An acknowledgement first: nothing comes twice any more, and something is lost instead.
  await steps.getByRole("button", { name: /^1\s*Fail/ }).click();
  await page.getByRole("button", { name: "Add step after 1" }).click();
  await page.getByRole("menuitem", { name: /^Ack/ }).click();
  const ack = steps.getByRole("button", { name: /Ack/ });
  await ack.press("Alt+ArrowUp");
  await expect(steps.getByRole("button", { name: /^1\s*Ack/ })).toBeVisible();
  await expect(page.getByText("Nothing lost, except")).toBeVisible({ timeout: 30_000 });
  await expect(twice).toHaveCount(0);
  await expect(steps.getByText(/charge card never/).first()).toBeVisible();

  // Dragged to the end it is as it was.
  const card = steps.locator("li", { has: page.getByRole("button", { name: /^1\s*Ack/ }) });
  const grip = card.getByTitle("Drag to move");
  await grip.dragTo(steps.getByText(/^Delivered again|^Not delivered again/).last());
  await expect(steps.getByRole("button", { name: /^6\s*Ack/ })).toBeVisible();
  await expect(page.getByText("Nothing lost", { exact: true })).toBeVisible({ timeout: 30_000 });
  expect(await seriousIssues(page), "the handler").toEqual([]);
  await page.keyboard.press("Escape");
  await expect(node(page, "Payment")).toBeVisible();
});

test("a second version of a message type shows whom it breaks, where, and for whom", async ({
  page,
}) => {
  test.setTimeout(90_000);
  await open(page);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /Edit \d+ message types/ }).click();
  await page.getByRole("button", { name: "Add a version" }).click();
  await page.getByRole("button", { name: "Begin a schema" }).click();
  const first = page.getByRole("textbox", { name: "Schema of OrderPlaced 1" });
  await typeInto(
    first,
    '{"type": "object", "properties": {"total": {"type": "number"}}, "required": ["total"]}',
  );
  await page.getByRole("button", { name: "Version from 1" }).click();
  const second = page.getByRole("textbox", { name: "Schema of OrderPlaced 2" });
  await typeInto(
    second,
    '{"type": "object", "properties": {"total": {"type": "string"}}, "required": ["totl"]}',
  );
  await expect(page.getByText('required names "totl"; properties has "total".')).toBeVisible();
  await page.getByRole("button", { name: "Use total" }).click();
  await expect(page.getByText(/required names/)).toHaveCount(0);

  const broken = page.getByRole("button", { name: "reads 1, wrote 2: cannot be read" });
  await broken.click();
  await expect(page.getByRole("list", { name: "Why 1 cannot read 2" })).toContainText("$.total");
  await expect(page.getByText("A registry would refuse 2.")).toBeVisible();
  const sample = page.getByRole("region", { name: "Sample" });
  await expect(sample.getByRole("listitem").filter({ hasText: "2" })).toContainText("valid");
  await expect(sample.getByRole("listitem").filter({ hasText: "1" }).first()).toContainText(
    "/total",
  );
  expect(await seriousIssues(page), "the message types").toEqual([]);

  // What was typed is one step of undo for each version.
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect(second).toContainText("number");
});

test("several nodes are edited at once, and one undo brings all of them back", async ({ page }) => {
  await open(page);
  await node(page, "Payment").click();
  await node(page, "Stock").click({ modifiers: ["ControlOrMeta"] });
  const inspector = page.getByRole("complementary", { name: "Inspector" });
  await expect(inspector.getByRole("heading", { name: "2 consumers" })).toBeVisible();
  const prefetch = inspector.getByRole("textbox", { name: "Prefetch" });
  await expect(prefetch).toHaveAttribute("placeholder", /^(mixed|\d+ to \d+)$/);
  await prefetch.fill("24");
  await prefetch.press("Enter");
  await expect(prefetch).toHaveValue("24");
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect(prefetch).toHaveValue("");
  await expect(prefetch).toHaveAttribute("placeholder", /^(mixed|\d+ to \d+)$/);
});
