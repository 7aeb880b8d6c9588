import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";

/** Guards at the edges of menus and dialogs: they hand on a focus that comes to them and never keep it. */
const FOCUS_GUARDS = "[data-base-ui-focus-guard]";

/** Serious and critical issues of the page as it is now, told so that each can be found. */
async function seriousIssues(page: Page, rules?: string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page }).exclude(FOCUS_GUARDS);
  const { violations } = await (rules === undefined ? axe : axe.withRules(rules)).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}

/** Does an act of the list, as the palette of commands does. */
async function command(page: Page, name: string): Promise<void> {
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox", { name: "Commands" })).toBeFocused();
  await page.keyboard.insertText(name);
  await expect(page.getByRole("option", { name }).first()).toBeVisible();
  await page.keyboard.press("Enter");
}

/** What stands still is looked at in half the time. */
async function stopRun(page: Page): Promise<void> {
  await expect(payment(page)).toBeVisible();
  await page.keyboard.press("Space");
  await expect(page.locator("footer")).toContainText("Paused");
}

const payment = (page: Page) => page.getByRole("group", { name: /^Payment, / });

/** The screens, each from the one before it. */
const SCREENS: readonly (readonly [name: string, open: (page: Page) => Promise<unknown>])[] = [
  ["the running system", async (page) => expect(payment(page)).toBeVisible()],
  ["the inspector of a consumer", (page) => payment(page).click()],
  [
    "the menu of a node",
    async (page) => {
      await payment(page).click({ button: "right" });
      await expect(page.getByRole("menu")).toBeVisible();
    },
  ],
  [
    "the charts",
    async (page) => {
      await page.keyboard.press("Escape");
      await page.getByRole("tab", { name: "Charts" }).click();
    },
  ],
  ["the objectives", (page) => page.getByRole("tab", { name: /^Objectives/ }).click()],
  [
    "a problem",
    async (page) => {
      await page.keyboard.press("F8");
      await expect(page.getByRole("article", { name: "Problem" })).toBeVisible();
    },
  ],
  [
    "the palette of commands",
    async (page) => {
      await page.keyboard.press("Control+k");
      await expect(page.getByRole("combobox", { name: "Commands" })).toBeFocused();
    },
  ],
  [
    "the sheet of keys",
    async (page) => {
      await page.keyboard.press("Escape");
      await command(page, "Show all keys");
      await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
    },
  ],
  [
    "a question of the run",
    async (page) => {
      await page.keyboard.press("Escape");
      await command(page, "Run to…");
      await expect(page.getByRole("dialog", { name: "Run to a moment" })).toBeVisible();
    },
  ],
  [
    "the export",
    async (page) => {
      await page.keyboard.press("Escape");
      await command(page, "Export AsyncAPI…");
      await expect(page.getByText("asyncapi: 3.0.0")).toBeVisible();
    },
  ],
  [
    "the empty canvas",
    async (page) => {
      await page.keyboard.press("Escape");
      await command(page, "New design");
      await expect(page.locator("footer")).toContainText("0 nodes");
    },
  ],
  [
    "every part in every state",
    async (page) => {
      await page.goto("/states.html");
      await expect(page.getByRole("group", { name: /^Card gateway, / }).first()).toBeVisible();
    },
  ],
];

/** What can differ from light to dark: names, roles and order are the same. */
const RULES_OF_COLOR = { light: undefined, dark: ["color-contrast", "link-in-text-block"] };

for (const colorScheme of ["light", "dark"] as const) {
  test(`no serious issue on any screen, ${colorScheme}`, async ({ page }) => {
    test.setTimeout(240_000);
    await page.emulateMedia({ colorScheme });
    await page.goto("/");
    await stopRun(page);
    for (const [name, open] of SCREENS) {
      await open(page);
      expect(await seriousIssues(page, RULES_OF_COLOR[colorScheme]), name).toEqual([]);
    }
  });
}

test("no serious issue with high contrast and reduced motion", async ({ page }) => {
  test.setTimeout(120_000);
  await page.emulateMedia({ contrast: "more", reducedMotion: "reduce" });
  await page.goto("/");
  for (const [name, open] of SCREENS.slice(0, 2)) {
    await open(page);
    expect(await seriousIssues(page), name).toEqual([]);
  }
  await expect(page.locator("html")).toHaveAttribute("data-contrast", "more");
  await expect(page.locator("html")).toHaveAttribute("data-motion", "reduced");
});
