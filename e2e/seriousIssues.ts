import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Guards at the edges of menus and dialogs: they hand on a focus that comes to them and never keep it. */
const FOCUS_GUARDS = "[data-base-ui-focus-guard]";

/** Serious and critical issues of the page as it is now, told so that each can be found. */
export async function seriousIssues(page: Page, rules?: string[]): Promise<string[]> {
  // One page without frames: there is nothing to gather from others, and what is well need not be described.
  const axe = new AxeBuilder({ page })
    .setLegacyMode()
    .options({
      resultTypes: ["violations"],
      ...(rules && { runOnly: { type: "rule", values: rules } }),
    })
    .exclude(FOCUS_GUARDS);
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}

/** What can differ from light to dark: names, roles and order are the same. */
export const RULES_OF_COLOR = { light: undefined, dark: ["color-contrast", "link-in-text-block"] };

/** The page as it is now has no serious issue, neither light nor dark. */
export async function expectNoSeriousIssue(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await seriousIssues(page, RULES_OF_COLOR[colorScheme]), colorScheme).toEqual([]);
  }
}
