import { spawn } from "node:child_process";
import { chromium } from "@playwright/test";
import { findChromium } from "./chromium.mjs";
import { freePort } from "./freePort.mjs";

/** A Chromium of its own, without a GPU. */
export function launchChromium() {
  const executablePath = findChromium();
  return chromium.launch({
    ...(executablePath && { executablePath }),
    args: ["--no-sandbox", "--disable-gpu"],
  });
}

/**
 * Serves the built app while something is done with it.
 * @param {(origin: string) => Promise<void>} use
 */
export function withServedApp(use) {
  return withServed("dist", use);
}

/**
 * Serves a built page while something is done with it.
 * @param {string} folder
 * @param {(origin: string) => Promise<void>} use
 */
export async function withServed(folder, use) {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const server = spawn(
    "npx",
    ["vite", "preview", "--outDir", folder, "--port", String(port), "--strictPort"],
    { stdio: "ignore", detached: true },
  );
  try {
    await untilServed(origin);
    await use(origin);
  } finally {
    if (server.pid !== undefined) process.kill(-server.pid);
  }
}

async function untilServed(/** @type {string} */ origin) {
  for (let attempt = 0; attempt < 100; attempt++) {
    const answer = await fetch(origin).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Nothing is served at ${origin}.`);
}
