import { spawn } from "node:child_process";
import { chromium } from "@playwright/test";
import { findChromium } from "./chromium.mjs";

const PORT = 4187;
const ORIGIN = `http://127.0.0.1:${PORT}`;

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
export async function withServedApp(use) {
  const server = spawn("npx", ["vite", "preview", "--port", String(PORT), "--strictPort"], {
    stdio: "ignore",
    detached: true,
  });
  try {
    await untilServed();
    await use(ORIGIN);
  } finally {
    if (server.pid !== undefined) process.kill(-server.pid);
  }
}

async function untilServed() {
  for (let attempt = 0; attempt < 100; attempt++) {
    const answer = await fetch(ORIGIN).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Nothing is served at ${ORIGIN}.`);
}
