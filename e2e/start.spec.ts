import { expect, test } from "./fixtures.ts";

test("the app opens, quiet and at home", async ({ page }) => {
  await page.goto("/");
  await expect(page).toHaveTitle(/Sluice/);
  await expect(page.locator("#root")).not.toBeEmpty();
});
