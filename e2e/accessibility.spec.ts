import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";

/** Serious and critical issues of the page as it is now, told so that each can be found. */
async function seriousIssues(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}

async function fromFileMenu(page: Page, entry: string): Promise<void> {
  await page.getByRole("button", { name: /file menu/ }).click();
  await page.getByRole("menuitem", { name: entry }).click();
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`no serious issue on any screen, ${colorScheme}`, async ({ page }) => {
    test.setTimeout(90_000);
    await page.emulateMedia({ colorScheme });
    await page.goto("/");
    const payment = page.getByRole("group", { name: /^Payment, / });
    await expect(payment).toBeVisible();
    expect(await seriousIssues(page), "the running system").toEqual([]);
    await payment.click();
    expect(await seriousIssues(page), "the inspector of a consumer").toEqual([]);
    await fromFileMenu(page, "Export AsyncAPI…");
    await expect(page.getByText("asyncapi: 3.0.0")).toBeVisible();
    expect(await seriousIssues(page), "the export").toEqual([]);
    await page.keyboard.press("Escape");
    await fromFileMenu(page, "New design");
    await expect(page.locator("footer")).toContainText("0 nodes");
    expect(await seriousIssues(page), "the empty canvas").toEqual([]);
  });
}
