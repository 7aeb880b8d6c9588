import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";

/** Events that the status line shows. */
async function eventCount(page: Page): Promise<number> {
  const text = (await page.locator("footer").textContent()) ?? "";
  return Number(/([\d,]+) events/.exec(text.replace(/\s+/g, " "))?.[1]?.replaceAll(",", "") ?? NaN);
}

async function clock(page: Page): Promise<string> {
  return (await page.getByRole("timer", { name: "Simulated time" }).textContent()) ?? "";
}

/** Clicks the timeline at a share of its width. */
async function seekTo(page: Page, share: number): Promise<void> {
  const axis = page.getByRole("slider", { name: /simulated time/i });
  const box = await axis.boundingBox();
  if (!box) throw new Error("The timeline must be on the page.");
  await page.mouse.click(box.x + box.width * share, box.y + box.height / 2);
}

test("a run is stepped back and forth, event by event, and shows the same each time", async ({
  page,
}) => {
  await page.goto("/");
  await expect.poll(() => eventCount(page), { timeout: 15_000 }).toBeGreaterThan(500);
  await page.locator("main").click({ position: { x: 20, y: 20 } });
  await page.keyboard.press("Space");
  await expect(page.locator("footer")).toContainText("Paused");
  const count = await eventCount(page);
  const time = await clock(page);
  for (const back of [1, 2, 3]) {
    await page.keyboard.press("Comma");
    await expect.poll(() => eventCount(page)).toBe(count - back);
  }
  expect((await clock(page)) <= time).toBe(true);
  for (const left of [2, 1, 0]) {
    await page.keyboard.press("Period");
    await expect.poll(() => eventCount(page)).toBe(count - left);
  }
});

test("once a run says that it is paused, nothing moves", async ({ page }) => {
  await page.goto("/");
  await expect.poll(() => eventCount(page), { timeout: 15_000 }).toBeGreaterThan(100);
  await page.locator("main").click({ position: { x: 20, y: 20 } });
  for (let round = 0; round < 5; round++) {
    await page.keyboard.press("Space");
    await expect(page.locator("footer")).toContainText("Paused");
    const count = await eventCount(page);
    await page.waitForTimeout(100);
    expect(await eventCount(page)).toBe(count);
    await page.keyboard.press("Space");
    await expect.poll(() => eventCount(page)).toBeGreaterThan(count);
  }
});

test("a run in a hurry that is paused stands where it is shown: one step is one event", async ({
  page,
}) => {
  await page.goto("/");
  await expect.poll(() => eventCount(page), { timeout: 15_000 }).toBeGreaterThan(100);
  await page.locator("main").click({ position: { x: 20, y: 20 } });
  for (let round = 0; round < 3; round++) {
    const before = await eventCount(page);
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect.poll(() => eventCount(page), { intervals: [20] }).toBeGreaterThan(before + 5000);
    await page.keyboard.press("Space");
    await expect(page.locator("footer")).toContainText("Paused");
    const count = await eventCount(page);
    await page.keyboard.press("Period");
    await expect.poll(() => eventCount(page)).toBe(count + 1);
    await page.keyboard.press("Comma");
    await expect.poll(() => eventCount(page)).toBe(count);
  }
});

test("going back and forth in time comes to the same moment again", async ({ page }) => {
  await page.goto("/");
  await expect.poll(() => eventCount(page), { timeout: 15_000 }).toBeGreaterThan(500);
  await page.locator("main").click({ position: { x: 20, y: 20 } });
  await page.keyboard.press("Space");
  await expect(page.locator("footer")).toContainText("Paused");
  await seekTo(page, 0.5);
  await expect.poll(() => eventCount(page), { timeout: 20_000 }).toBeGreaterThan(20_000);
  const [there, time] = [await eventCount(page), await clock(page)];
  await seekTo(page, 0.1);
  await expect.poll(() => eventCount(page)).toBeLessThan(there / 2);
  await seekTo(page, 0.5);
  await expect.poll(() => eventCount(page)).toBe(there);
  expect(await clock(page)).toBe(time);
});
