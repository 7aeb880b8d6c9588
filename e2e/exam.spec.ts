import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "./fixtures.ts";

const FOLDER = new URL("../src/design/exam/", import.meta.url);

test("each system of the exam opens on the canvas with all its nodes and links", async ({
  page,
}) => {
  test.setTimeout(120_000);
  await page.goto("/");
  await expect(page.getByRole("group", { name: /^Payment, / })).toBeVisible();
  // Drawing is looked at here: designs that stand still leave the time to it.
  await page.keyboard.press("Space");
  await expect(page.locator("footer")).toContainText("Paused");
  const files = readdirSync(FOLDER).filter((file) => file.endsWith(".sluice.json"));
  expect(files).toHaveLength(20);
  // What is opened while the view is far away has its links as well.
  for (let presses = 0; presses < 12; presses++)
    await page.getByRole("button", { name: "Zoom out" }).click();
  await expect(page.locator('[data-zoom="far"]')).toHaveCount(1);
  for (const file of files) {
    const text = readFileSync(new URL(file, FOLDER), "utf8");
    const { name, system } = JSON.parse(text) as {
      name: string;
      system: { nodes: object; links?: object };
    };
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: /file menu/ }).click();
    await page.getByRole("menuitem", { name: "Open file…" }).click();
    await (await chooser).setFiles({
      name: file,
      mimeType: "application/json",
      buffer: Buffer.from(text),
    });
    const [nodes, links] = [system.nodes, system.links ?? {}].map(
      (table) => Object.keys(table).length,
    );
    await expect(page.getByRole("button", { name: `${name}, file menu` })).toBeVisible();
    await expect(page.locator("footer")).toContainText(`${nodes} nodes, ${links} link`);
    const first = page.locator("main").getByRole("group").first();
    await expect(first, file).toBeVisible();
    await expect(page.locator(".react-flow__edge"), file).toHaveCount(links ?? 0);
  }
});
