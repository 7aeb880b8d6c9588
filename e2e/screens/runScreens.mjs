import { command, node, openApp, runTo } from "./acts.mjs";

/**
 * Screens of a running system.
 * @type {Record<string, import("./Screen.ts").Screen>}
 */
export const runScreens = {
  "main-running": {
    sizes: ["", "-1024", "-1920"],
    isContrast: true,
    async open(page, origin) {
      await openApp(page, origin);
      await runTo(page, "0:34.5");
      await node(page, "Payment").click();
    },
  },
  problems: {
    async open(page, origin) {
      await openApp(page, origin);
      await runTo(page, "0:34.5");
      await page.keyboard.press("F8");
      await page.getByRole("article", { name: "Problem" }).waitFor();
    },
  },
  charts: {
    async open(page, origin) {
      await openApp(page, origin);
      await runTo(page, "5:00");
      await command(page, "Show the charts");
      await command(page, "Make the dock tall or low");
      const cursor = page.getByRole("slider", { name: "Throughput, cursor" });
      await cursor.focus();
      for (let i = 0; i < 8; i++) await page.keyboard.press("Shift+ArrowLeft");
      await cursor.evaluate((element) => element.blur());
    },
  },
  objectives: {
    async open(page, origin) {
      await openApp(page, origin);
      await command(page, "Run to the end");
      await page.locator("footer").getByText("Finished").waitFor({ timeout: 240_000 });
      await command(page, "Show the objectives");
    },
  },
  commands: {
    async open(page, origin) {
      await openApp(page, origin);
      await runTo(page, "0:34.5");
      await node(page, "Payment").click();
      await page.keyboard.press("Control+k");
      await page.getByRole("combobox", { name: "Commands" }).waitFor();
    },
  },
  keys: {
    async open(page, origin) {
      await openApp(page, origin);
      await runTo(page, "0:34.5");
      await command(page, "Show all keys");
      await page.getByRole("dialog", { name: "Keys" }).waitFor();
    },
  },
};
