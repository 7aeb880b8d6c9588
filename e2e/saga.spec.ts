import { expect, test } from "./fixtures.ts";
import { expectNoSeriousIssue } from "./seriousIssues.ts";

test("the instances of a saga are followed from its node: by outcome, through its states, in time", async ({
  page,
}) => {
  await page.goto("/");
  await expect(page.getByRole("group", { name: /^Payment, / })).toBeVisible();
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox", { name: "Commands" })).toBeFocused();
  await page.keyboard.insertText("Open example: Order saga");
  await page.getByRole("option", { name: "Open example: Order saga, orchestrated" }).click();

  const saga = page.getByRole("group", { name: /^Order coordinator, / });
  await saga.click();
  await page.getByRole("tab", { name: "Live" }).click();
  await page.getByRole("button", { name: "Follow single instances" }).click();
  const workplace = page.getByRole("region", { name: "Instances of Order coordinator" });
  const instances = workplace.getByRole("navigation", { name: "Instances" });
  await expect(instances.getByRole("region", { name: "Compensated" })).toBeVisible();
  await page.keyboard.press("Space");
  await expect(page.locator("footer")).toContainText("Paused");

  await workplace.getByRole("button", { name: /^compensated/ }).click();
  await expect(instances.getByRole("region")).toHaveCount(1);
  await instances.getByRole("button").first().click();
  await expect(workplace.getByText(/was refused; /)).toBeVisible();
  await expect(workplace.getByRole("region", { name: "Times of this instance" })).toContainText(
    "refused",
  );
  await expect(workplace.getByRole("row", { name: /^compensated / })).toBeVisible();
  const failures = workplace.getByRole("region", { name: "What if it fails here" });
  await expect(failures).toContainText(/\d+ runs of one instance/);
  await expect(failures.getByRole("row", { name: /^take back / }).first()).toContainText(
    "compensated",
  );
  await expectNoSeriousIssue(page);
  await page.keyboard.press("Escape");
  await expect(saga).toBeVisible();
});
