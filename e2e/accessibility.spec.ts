import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { RULES_OF_COLOR, seriousIssues } from "./seriousIssues.ts";

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
    "the examples",
    async (page) => {
      await page.keyboard.press("Escape");
      await command(page, "Examples…");
      await expect(page.getByRole("region", { name: "Gallery" })).toBeVisible();
    },
  ],
  [
    "the comparison of brokers",
    async (page) => {
      await page.keyboard.press("Escape");
      await command(page, "Compare brokers…");
      await expect(page.getByRole("region", { name: "Compare brokers" })).toBeVisible();
    },
  ],
  [
    "the message types",
    async (page) => {
      await page.keyboard.press("Escape");
      await command(page, "Edit the message types…");
      await expect(page.getByRole("region", { name: "Message types" })).toBeVisible();
    },
  ],
  [
    "the designs that are kept",
    async (page) => {
      await page.keyboard.press("Escape");
      await command(page, "My designs…");
      await expect(page.getByRole("dialog", { name: "My designs" })).toBeVisible();
    },
  ],
  [
    "the versions of the design",
    async (page) => {
      await page.keyboard.press("Escape");
      await command(page, "Versions…");
      await expect(page.getByRole("dialog", { name: /^Versions of/ })).toBeVisible();
    },
  ],
  [
    "a file with mistakes",
    async (page) => {
      await page.keyboard.press("Escape");
      await page.evaluate(() => {
        const data = new DataTransfer();
        data.items.add(new File(['{"format": 3, "name": "Wrong", "systems": {}}'], "wrong.json"));
        window.dispatchEvent(new DragEvent("drop", { dataTransfer: data, cancelable: true }));
      });
      await expect(page.getByRole("dialog")).toContainText("wrong.json");
    },
  ],
  [
    "what is modelled",
    async (page) => {
      await page.keyboard.press("Escape");
      await command(page, "What is modelled, and what is not");
      await expect(page.getByRole("dialog", { name: /^What is modelled/ })).toBeVisible();
    },
  ],
  [
    "the tour",
    async (page) => {
      await page.keyboard.press("Escape");
      await command(page, "Tour in five steps");
      await expect(page.getByRole("dialog")).toContainText("1 of 5");
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
