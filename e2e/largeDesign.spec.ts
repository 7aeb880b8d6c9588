import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { LARGE_GRAPH, openWithLargeDesign } from "./largeSystem.mjs";

const LINK = "n12-9>n13-9";

/** Where a link is on the screen, at a share of its length from where it begins. */
function placeOn(page: Page, link: string, share: number): Promise<{ x: number; y: number }> {
  return page
    .locator(`.react-flow__edge[data-id="${link}"] path`)
    .first()
    .evaluate((element, share) => {
      const path = element as SVGPathElement;
      const { x, y } = path.getPointAtLength(share * path.getTotalLength());
      const onScreen = path.getScreenCTM();
      if (!onScreen) throw new Error("The link must be drawn.");
      return { x: x * onScreen.a + onScreen.e, y: y * onScreen.d + onScreen.f };
    }, share);
}

test("in a large design a link is chosen from afar by a click beside it, and follows what is dragged", async ({
  page,
}) => {
  test.setTimeout(90_000);
  await openWithLargeDesign(page);
  await page.goto("/");
  const paths = page.locator(".react-flow__edge path");
  await expect(paths, "from afar each link is one line").toHaveCount(LARGE_GRAPH.links.length);
  await page.getByRole("button", { name: "Pause", exact: true }).click();

  const beside = await placeOn(page, LINK, 0.1);
  await page.mouse.click(beside.x, beside.y + 3);
  const inspector = page.getByRole("complementary", { name: "Inspector" });
  await expect(inspector.getByRole("heading", { name: /^n12-9 → / })).toBeVisible();
  await expect(page.locator(".react-flow__edge.selected")).toHaveCount(1);
  await page.mouse.click(beside.x, beside.y + 3, { button: "right" });
  const menu = page.getByRole("menu", { name: /^Link from n12-9 to / });
  await expect(menu).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(menu).toHaveCount(0);

  const node = page.locator('.react-flow__node[data-id="n12-9"]');
  const before = await node.boundingBox();
  if (!before) throw new Error("The node in the middle must be on the page.");
  await page.mouse.move(before.x + 6, before.y + 5);
  await page.mouse.down();
  await page.mouse.move(before.x + 30, before.y + 65, { steps: 4 });
  const begin = async () => {
    const [box, at] = [await node.boundingBox(), await placeOn(page, LINK, 0)];
    if (!box) return "gone";
    const isAt =
      at.x >= box.x - 2 &&
      at.x <= box.x + box.width + 2 &&
      at.y >= box.y - 2 &&
      at.y <= box.y + box.height + 2;
    if (box.y <= before.y + 30) return `the node has not moved from ${before.y}`;
    return isAt ? "at the node" : `${JSON.stringify(at)} is beside ${JSON.stringify(box)}`;
  };
  await expect.poll(begin, "while it is dragged").toBe("at the node");
  await page.mouse.up();
  await expect.poll(begin, "when it is let go").toBe("at the node");
});
