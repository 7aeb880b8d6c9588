import type { Page } from "@playwright/test";
import { ACTIONS } from "../src/actions/index.ts";
import { expect, test } from "./fixtures.ts";

const option = (page: Page, id: string) => page.locator(`[role="option"][data-act="${id}"]`);

test("every act is reached by keyboard alone: found by its name, done, or off with its reason", async ({
  page,
}) => {
  test.setTimeout(240_000);
  await page.goto("/");
  await expect(page.getByRole("group", { name: /^Payment, / })).toBeVisible();
  await page.keyboard.press("Space");
  const reached: string[] = [];
  for (const { id, label } of ACTIONS) {
    await page.keyboard.press("Control+k");
    const field = page.getByRole("combobox", { name: "Commands" });
    await expect(field, id).toBeFocused();
    await page.keyboard.insertText(label.replace("…", ""));
    await expect(option(page, id), `"${label}" is found`).toBeVisible();
    const why = await option(page, id).getAttribute("aria-disabled");
    if (why === "true") await expect(option(page, id)).toContainText(/[a-z]{3,} [a-z]+/);
    for (let presses = 0; presses < 60; presses++) {
      if ((await option(page, id).getAttribute("data-highlighted")) !== null) break;
      await page.keyboard.press("ArrowDown");
    }
    await expect(option(page, id), `the keyboard comes to "${label}"`).toHaveAttribute(
      "data-highlighted",
      "",
    );
    reached.push(id);
    await page.keyboard.press("Escape");
    await expect(field).toHaveCount(0);
  }
  expect(reached).toEqual(ACTIONS.map(({ id }) => id));
});

test("an act that is found is done by Enter, and its keys do the same", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("group", { name: /^Payment, / })).toBeVisible();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("pause");
  await page.keyboard.press("Enter");
  await expect(page.locator("footer")).toContainText("Paused");
  await page.keyboard.press("Space");
  await expect(page.locator("footer")).toContainText("Running");
  await page.keyboard.press("Control+Shift+p");
  await page.keyboard.type("go to email.q");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("group", { name: /^email.q, / })).toHaveClass(/selected/);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("crash all payment");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("group", { name: "Payment, consumer, crashed" })).toBeVisible();
  await page.keyboard.press("Shift+?");
  const keys = page.getByRole("dialog", { name: "Keys" });
  await expect(keys).toContainText("Play or pause");
  await page.keyboard.press("Escape");
  await expect(keys).toHaveCount(0);
});

test("a run goes to a moment that is typed, to the next fault, and back to its start", async ({
  page,
}) => {
  await page.goto("/");
  const clock = page.getByRole("timer", { name: "Simulated time" });
  await expect(page.getByRole("group", { name: /^Payment, / })).toBeVisible();
  await page.keyboard.press("n");
  await expect(clock).toContainText("00:00:20.000", { timeout: 20_000 });
  await expect(page.locator("footer")).toContainText("Paused");
  await page.keyboard.press("Control+Shift+Enter");
  await page.keyboard.type("0:35");
  await page.keyboard.press("Enter");
  await expect(clock).toContainText("00:00:35.000", { timeout: 20_000 });
  await expect(page.getByRole("group", { name: /^Payment, / })).toContainText("back in 5.0 s");
  await page.locator("main").click({ position: { x: 40, y: 40 } });
  await page.keyboard.press("Home");
  await expect(clock).toContainText("00:00:00.000");
});
