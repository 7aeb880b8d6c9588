import { defineConfig, devices } from "@playwright/test";
import { findChromium } from "./chromium.mjs";
import { freePort } from "./freePort.mjs";

// The workers read this file again: the environment hands them what the first reading decided.
process.env.SLUICE_PORT ??= String(await freePort());
process.env.CHROME_PATH ??= findChromium() ?? "";
const port = process.env.SLUICE_PORT;
const origin = `http://127.0.0.1:${port}`;

export default defineConfig({
  testDir: ".",
  testMatch: "**/*.spec.ts",
  outputDir: "../test-results",
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  // Panels come after the first picture: on a machine that two pages share that can take seconds.
  expect: { timeout: 15_000 },
  globalTimeout: 720_000,
  reporter: [["list"], ["json", { outputFile: "../.cache/playwright.json" }]],
  use: {
    ...devices["Desktop Chrome"],
    viewport: { width: 1440, height: 900 },
    baseURL: origin,
    trace: "retain-on-failure",
    launchOptions: {
      ...(process.env.CHROME_PATH && { executablePath: process.env.CHROME_PATH }),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
      ],
    },
  },
  webServer: {
    command: `npx vite preview --port ${port} --strictPort`,
    cwd: "..",
    url: origin,
    timeout: 30_000,
    reuseExistingServer: false,
  },
});
