import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";

const problemsTab = (page: Page) => page.getByRole("tab", { name: /^Problems/ });
const rows = (page: Page) => page.getByRole("group", { name: "Problems" }).getByRole("listitem");

test("problems stand on their nodes and in the dock; one key finds, one mends, one takes it back", async ({
  page,
}) => {
  await page.goto("/");
  await expect(problemsTab(page)).toContainText("7");
  const payment = page.getByRole("group", { name: /^Payment, / });
  await expect(payment.getByTitle("1 problem")).toBeVisible();

  await page.keyboard.press("F8");
  await expect(rows(page)).toHaveCount(7);
  const detail = page.getByRole("article", { name: "Problem" });
  await expect(detail).toContainText("Payment gets messages at least once");
  await expect(detail).toContainText("+ nodes.payment.deduplication:");
  await expect(payment).toHaveClass(/selected/);

  await page.keyboard.press("Control+.");
  await expect(rows(page)).toHaveCount(6);
  await expect(payment.getByTitle("1 problem")).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect(rows(page)).toHaveCount(7);

  await payment.getByTitle("1 problem").click();
  await expect(detail).toContainText("Payment gets messages at least once");
  await payment.click();
  await expect(detail).toBeHidden();
});

test("rows are walked with arrows, filtered, and fixed all at once in one step of undo", async ({
  page,
}) => {
  await page.goto("/");
  await problemsTab(page).click();
  await rows(page).first().getByRole("button").first().click();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("article", { name: "Problem" })).toContainText("2 of 7");
  await page.getByRole("button", { name: "All problems" }).click();
  await page.getByRole("menuitemradio", { name: "Of what is selected" }).click();
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole("button", { name: /Fix \d that need no choice/ }).click();
  await expect(problemsTab(page)).toContainText("1");
  await page.getByRole("button", { name: "Undo", exact: true }).last().click();
  await expect(problemsTab(page)).toContainText("7");
});
