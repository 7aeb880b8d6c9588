import { expect, test } from "./fixtures.ts";

test("the app opens, quiet and at home", async ({ page }) => {
  await page.goto("/");
  await expect(page).toHaveTitle(/Sluice/);
  await expect(page.locator("#root")).not.toBeEmpty();
});

test.describe("when a part of the program does not come", () => {
  const part = /\/assets\/page-[^/]*\.js/;
  test.use({ expectedComplaint: /page-[^/]*\.js|Failed to load resource/ });

  test("it is said, and loading again mends it", async ({ page }) => {
    await page.route(part, (route) => route.abort());
    await page.goto("/");
    const told = page.getByRole("alert");
    await expect(told).toContainText("Sluice could not be loaded.");
    await expect(told).toContainText("Your designs are kept in this browser");
    await page.unroute(part);
    await told.getByRole("button", { name: "Load again" }).click();
    await expect(page.locator(".react-flow")).toBeVisible();
    await expect(told).toBeHidden();
  });
});
