import { expect, test } from "./fixtures.ts";

test("the empty canvas offers designs that run at once, found by what they teach", async ({
  page,
}) => {
  await page.goto("/");
  await expect(page.getByRole("group", { name: /^Payment, / })).toBeVisible();
  await page.getByRole("button", { name: /file menu/ }).click();
  await page.getByRole("menuitem", { name: /^New design/ }).click();
  const gallery = page.getByRole("region", { name: "Gallery" });
  await expect(gallery.getByRole("button", { name: /^Run Order processing/ })).toBeVisible();
  await gallery.getByRole("searchbox", { name: "Search the gallery" }).fill("kafka hot key");
  await expect(gallery.getByRole("button", { name: /^Run / })).toHaveCount(1);
  const card = gallery.getByRole("button", { name: /^Run Fan-out with hot keys/ });
  await expect(card.locator("img")).toHaveAttribute("src", /^data:image\/svg\+xml,/);
  await card.press("Enter");
  await expect(
    page.getByRole("button", { name: "Fan-out with hot keys, file menu" }),
  ).toBeVisible();
  await expect(page.locator("footer")).toContainText(/[1-9][\d,]* events/);
  await page.getByRole("button", { name: /^Undo open/ }).click();
  await gallery.getByRole("button", { name: /^Empty/ }).click();
  await expect(gallery).toHaveCount(0);
  await expect(page.getByText("Draw what sends, what holds, what works.")).toBeVisible();
});

test("the tour is taken by keyboard, keeps the focus, is left by Esc and not offered again", async ({
  page,
}) => {
  await page.goto("/");
  await expect(page.getByRole("group", { name: /^Payment, / })).toBeVisible();
  await page.getByRole("button", { name: "Tour in five steps" }).press("Enter");
  const step = page.getByRole("dialog");
  await expect(step).toContainText("1 of 5");
  await expect(step.getByRole("button", { name: "Next" })).toBeFocused();
  const card = await step.boundingBox();
  for (const tab of await page.getByRole("tab").all())
    expect(overlap(card, await tab.boundingBox()), (await tab.textContent()) ?? "").toBe(false);
  for (let i = 0; i < 5; i++) await page.keyboard.press("Tab");
  await expect(step.locator(":focus")).toHaveCount(1);
  await step.getByRole("button", { name: "Next" }).press("Enter");
  await expect(step).toContainText("2 of 5");
  await page.keyboard.press("Escape");
  await expect(step).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole("group", { name: /^Payment, / })).toBeVisible();
  await expect(page.getByRole("button", { name: "Tour in five steps" })).toHaveCount(0);
});

test("the page says what is modelled and what is not, and whose work it is built with", async ({
  page,
}) => {
  await page.goto("/");
  await expect(page.getByRole("group", { name: /^Payment, / })).toBeVisible();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Commands" }).fill("what is modelled");
  await expect(page.getByRole("option", { name: /^What is modelled/ })).toBeVisible();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "What is modelled, and what is not" });
  await expect(dialog).toContainText("Not modelled");
  const notices = dialog.getByRole("link", { name: /^Licences/ });
  const answer = await page.request.get((await notices.getAttribute("href")) ?? "");
  expect(await answer.text()).toContain("react");
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
});

type Box = { x: number; y: number; width: number; height: number } | null;

/** Whether two boxes lie over one another. */
function overlap(one: Box, other: Box): boolean {
  if (!one || !other) return false;
  const isBeside = one.x + one.width <= other.x || other.x + other.width <= one.x;
  const isAbove = one.y + one.height <= other.y || other.y + other.height <= one.y;
  return !isBeside && !isAbove;
}
