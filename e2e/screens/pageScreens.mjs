import { command, openApp, place, runTo } from "./acts.mjs";

/**
 * First steps, gallery, export and what else takes the page for itself.
 * @type {Record<string, import("./Screen.ts").Screen>}
 */
export const pageScreens = {
  "asyncapi-export": {
    async open(page, origin) {
      await openApp(page, origin);
      await runTo(page, "0:34.5");
      await command(page, "Export AsyncAPI…");
      await page.getByText(/0 errors in \d+ documents/).waitFor({ timeout: 120_000 });
    },
  },
  "first-steps": {
    async open(page, origin) {
      await openApp(page, origin);
      await command(page, "New design");
      await page.locator("footer").getByText("0 nodes").waitFor();
    },
  },
  gallery: {
    async open(page, origin) {
      await openApp(page, origin);
      await runTo(page, "0:34.5");
      await command(page, "Examples…");
      await page.getByRole("button", { name: /^Run Fan-out/ }).waitFor();
    },
  },
  tour: {
    async open(page, origin) {
      await openApp(page, origin);
      await runTo(page, "0:34.5");
      await command(page, "Tour in five steps");
      await page.getByText("1 of 5").waitFor();
    },
  },
  model: {
    async open(page, origin) {
      await openApp(page, origin);
      await runTo(page, "0:34.5");
      await command(page, "What is modelled, and what is not");
      await page.getByRole("dialog").waitFor();
    },
  },
  "file-menu": {
    async open(page, origin) {
      await openApp(page, origin);
      await runTo(page, "0:34.5");
      await page.getByRole("button", { name: /file menu/ }).click();
      await page.getByRole("menu").waitFor();
    },
  },
  "run-to": {
    async open(page, origin) {
      await openApp(page, origin);
      await runTo(page, "0:34.5");
      await command(page, "Run to…");
      await page.getByRole("dialog", { name: "Run to a moment" }).waitFor();
    },
  },
  seed: {
    async open(page, origin) {
      await openApp(page, origin);
      await runTo(page, "0:34.5");
      await command(page, "Change the seed…");
      await page.getByRole("dialog", { name: "Seed of the run" }).waitFor();
    },
  },
  "my-designs": {
    async open(page, origin) {
      await openApp(page, origin);
      await command(page, "New design");
      await place(page, "Queue");
      await page.getByText(/^Saved /).waitFor();
      await command(page, "My designs…");
      await page.getByRole("dialog").waitFor();
    },
  },
};
