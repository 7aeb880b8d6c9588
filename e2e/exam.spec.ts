import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "./fixtures.ts";
import { openFile } from "./openFile.ts";

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
    await openFile(page, file, text);
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

/** A design as people and programs write it. */
function withoutPlaces(): { name: string; text: string } {
  const file = new URL("e11-windowed-sensor-counts.sluice.json", FOLDER);
  const { layout: _, ...design } = JSON.parse(readFileSync(file, "utf8")) as {
    layout: object;
    name: string;
  };
  return { name: design.name, text: JSON.stringify(design) };
}

test("a file that says nothing of places opens in order: no node stands on another", async ({
  page,
}) => {
  await page.goto("/");
  await expect(page.getByRole("group", { name: /^Payment, / })).toBeVisible();
  const { name, text } = withoutPlaces();
  await openFile(page, "bare.sluice.json", text);
  await expect(page.getByRole("button", { name: `${name}, file menu` })).toBeVisible();
  const cards = page.locator(
    "main .react-flow__node:not(.react-flow__node-broker, .react-flow__node-zone)",
  );
  await expect(cards.first()).toBeVisible();
  const boxes = (await Promise.all((await cards.all()).map((card) => card.boundingBox()))).flatMap(
    (box) => box ?? [],
  );
  expect(boxes.length).toBeGreaterThan(5);
  const overlapping = boxes.filter((one) =>
    boxes.some(
      (other) =>
        other !== one &&
        one.x < other.x + other.width &&
        other.x < one.x + one.width &&
        one.y < other.y + other.height &&
        other.y < one.y + one.height,
    ),
  );
  expect(overlapping).toEqual([]);
});

test.describe("when nobody can put it in order", () => {
  test.use({ expectedComplaint: /elk-worker|Failed to load resource/ });

  test("a file that says nothing of places opens all the same", async ({ page }) => {
    await page.route(/elk-worker/, (route) => route.abort());
    await page.goto("/");
    await expect(page.getByRole("group", { name: /^Payment, / })).toBeVisible();
    const { name, text } = withoutPlaces();
    await openFile(page, "bare.sluice.json", text);
    await expect(page.getByRole("button", { name: `${name}, file menu` })).toBeVisible();
    await expect(page.locator("footer")).toContainText("8 nodes");
  });
});
