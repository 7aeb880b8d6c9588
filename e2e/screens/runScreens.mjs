import { readFile } from "node:fs/promises";
import { command, drop, node, openApp, runTo } from "./acts.mjs";

/** Two ways to carry out one process; the coordinator waits briefly and remembers nothing, so that every outcome is there. */
async function sagaWithMemoryOnly() {
  const file = new URL("../../src/design/exam/e05-order-saga-twice.sluice.json", import.meta.url);
  const design = JSON.parse(await readFile(file, "utf8"));
  const { coordinator } = design.system.nodes;
  Object.assign(coordinator, { persistence: "none", timeout: "20 s" });
  for (const step of coordinator.steps) step.timeout = "150 ms";
  const crash = { fault: "crash", target: "coordinator", instance: 0, at: "20 s", for: "5 s" };
  design.scenarios["an-hour"].faults = { crash };
  return JSON.stringify(design);
}

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
      // Into the rush, however wide the charts are.
      while (Number(await cursor.getAttribute("aria-valuenow")) > 230)
        await page.keyboard.press("Shift+ArrowLeft");
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
  saga: {
    async open(page, origin) {
      await openApp(page, origin);
      await drop(page, "order-saga-twice.sluice.json", await sagaWithMemoryOnly());
      await page.getByText("Order saga, choreographed").first().waitFor();
      await runTo(page, "1:00");
      await node(page, "Order coordinator").click();
      await command(page, "Follow instances");
      await page.getByRole("navigation", { name: "Instances" }).waitFor();
      await page.getByText("runs of one instance").waitFor({ timeout: 60_000 });
    },
  },
  comparison: {
    async open(page, origin) {
      await openApp(page, origin);
      await runTo(page, "0:34.5");
      await command(page, "Compare brokers");
      const workplace = page.getByRole("region", { name: "Compare brokers" });
      await workplace.getByRole("button", { name: "Compare", exact: true }).click();
      await workplace.getByRole("table").waitFor({ timeout: 240_000 });
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
