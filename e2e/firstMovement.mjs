/**
 * Measures how long after navigation the first message is seen moving on the page that opens, over
 * the built app in a fresh browser profile each round. Prints the median; changes nothing.
 */
import { spawn } from "node:child_process";
import { cpus } from "node:os";
import { chromium } from "@playwright/test";
import { findChromium } from "./chromium.mjs";

const PORT = 4187;
const ORIGIN = `http://127.0.0.1:${PORT}`;
const ROUNDS = 7;

/** Milliseconds from navigation until something is drawn on the layer of moving messages. */
async function measure() {
  const executablePath = findChromium();
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: ["--no-sandbox", "--disable-gpu"],
  });
  const page = await browser.newPage({ bypassCSP: true, viewport: { width: 1440, height: 900 } });
  await page.goto(ORIGIN, { waitUntil: "commit" });
  const handle = await page.waitForFunction(
    () => {
      const layer = document.querySelector("main canvas");
      if (!(layer instanceof HTMLCanvasElement) || layer.width === 0) return undefined;
      const pixels = layer.getContext("2d")?.getImageData(0, 0, layer.width, layer.height).data;
      return pixels?.some((value) => value !== 0) ? performance.now() : undefined;
    },
    undefined,
    { polling: 50, timeout: 30_000 },
  );
  const milliseconds = await handle.jsonValue();
  await browser.close();
  return Number(milliseconds);
}

async function untilServed() {
  for (let attempt = 0; attempt < 100; attempt++) {
    const answer = await fetch(ORIGIN).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Nothing is served at ${ORIGIN}.`);
}

const server = spawn("npx", ["vite", "preview", "--port", String(PORT), "--strictPort"], {
  stdio: "ignore",
  detached: true,
});
try {
  await untilServed();
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push(await measure());
  rounds.sort((a, b) => a - b);
  const median = rounds[Math.floor(ROUNDS / 2)];
  process.stdout.write(
    `${JSON.stringify({ firstMovementMs: { median, rounds }, cores: cpus().length, cpu: cpus()[0]?.model })}\n`,
  );
} finally {
  if (server.pid !== undefined) process.kill(-server.pid);
}
