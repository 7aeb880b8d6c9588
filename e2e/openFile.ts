import type { Page } from "@playwright/test";

/** Opens a design file by the menu, as a person does who has it on disk. */
export async function openFile(page: Page, name: string, text: string): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: /file menu/ }).click();
  await page.getByRole("menuitem", { name: /^Open file…/ }).click();
  await (await chooser).setFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
}
