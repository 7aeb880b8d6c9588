import { expect, test } from "./fixtures.ts";
import { seriousIssues } from "./seriousIssues.ts";

test("a design is run on several brokers, and what changes is told; it can be stopped and left", async ({
  page,
}) => {
  test.setTimeout(90_000);
  await page.goto("/");
  await expect(page.getByRole("group", { name: /^Payment, / })).toBeVisible();
  await page.keyboard.press("Space");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox", { name: "Commands" })).toBeFocused();
  await page.keyboard.insertText("Compare brokers");
  await expect(page.getByRole("option", { name: "Compare brokers…" })).toBeVisible();
  await page.keyboard.press("Enter");

  const workplace = page.getByRole("region", { name: "Compare brokers" });
  await workplace.getByRole("button", { name: "Compare", exact: true }).click();
  await workplace.getByRole("button", { name: "Stop" }).click();
  await expect(workplace.getByText("will stand here")).toBeVisible();

  await workplace.getByRole("switch", { name: "Amazon SQS" }).click();
  await workplace.getByRole("switch", { name: /^Look for the setting/ }).click();
  await workplace.getByRole("button", { name: "Compare", exact: true }).click();
  const table = workplace.getByRole("table");
  await expect(table).toBeVisible({ timeout: 60_000 });
  await expect(table.getByRole("columnheader")).toHaveCount(3);
  await expect(table.getByRole("row", { name: /^p99 latency .* m?s/ })).toBeVisible();
  await expect(workplace.getByRole("region", { name: / against / })).toBeVisible();
  // What is shown is of the choices that it was made with.
  const isOld = workplace.getByText("This is what was chosen before.");
  await workplace.getByRole("switch", { name: "Amazon SQS" }).click();
  await expect(isOld).toBeVisible();
  await workplace.getByRole("switch", { name: "Amazon SQS" }).click();
  await expect(isOld).toBeHidden();
  await expect(workplace.getByText("Simulated time", { exact: true })).toBeVisible();
  expect(await seriousIssues(page)).toEqual([]);

  await workplace.getByRole("button", { name: "Back to the design" }).click();
  await expect(page.getByRole("group", { name: /^Payment, / })).toBeVisible();
});
