/**
 * Kills the browser's processes (SIGKILL) at random moments of an editing session and opens the page
 * again: the design must be what it was at most a second before. `npm run test:kill`
 * does so 200 times; `node e2e/killedBrowser.mjs 20 7` 20 times on the built app, at moments of seed 7.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { findChromium } from "./chromium.mjs";
import { withServedApp } from "./servedApp.mjs";

/** What may be lost, in milliseconds. */
const LAST_MOMENT = 1000;

/** A small generator of moments (mulberry32), so that a failing run can be had again. */
function randomOf(/** @type {number} */ seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A browser whose processes are ours to kill. */
async function startBrowser(/** @type {string} */ profile) {
  const child = spawn(
    findChromium() ?? "chromium",
    [
      "--headless=new",
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--remote-debugging-port=0",
      `--user-data-dir=${profile}`,
      "about:blank",
    ],
    { detached: true, stdio: ["ignore", "ignore", "pipe"] },
  );
  const address = await new Promise((resolve, reject) => {
    child.once("exit", () => reject(new Error("Chromium did not start.")));
    child.stderr.on("data", (chunk) => {
      const [, found] = /listening on (ws:\S+)/.exec(String(chunk)) ?? [];
      if (found) resolve(found);
    });
  });
  const browser = await chromium.connectOverCDP(address);
  const page = await (browser.contexts()[0] ?? (await browser.newContext())).newPage();
  await page.setViewportSize({ width: 1440, height: 900 });
  const kill = () => child.pid !== undefined && process.kill(-child.pid, "SIGKILL");
  return { page, kill };
}

const countNodes = async (/** @type {import("@playwright/test").Page} */ page) => {
  const footer = page.locator("footer").getByText(/\d+ nodes?/);
  return Number(/(\d+) node/.exec((await footer.textContent()) ?? "")?.[1]);
};

/** One session: some edits, a kill in the middle, and what is there afterwards. */
async function killOnce(
  /** @type {string} */ origin,
  /** @type {string} */ profile,
  /** @type {() => number} */ random,
) {
  const first = await startBrowser(profile);
  await first.page.goto(origin);
  await first.page
    .locator("footer")
    .getByText(/\d+ nodes?/)
    .waitFor();
  const before = await countNodes(first.page);
  const end = Date.now() + 200 + random() * 4000;
  /** @type {number[]} */
  const edits = [];
  const tile = first.page.locator("nav").getByRole("button", { name: "Queue", exact: true });
  while (Date.now() < end) {
    await tile.click();
    edits.push(Date.now());
    await new Promise((resolve) => setTimeout(resolve, random() * 400));
  }
  const killedAt = Date.now();
  first.kill();
  const second = await startBrowser(profile);
  await second.page.goto(origin);
  await second.page
    .locator("footer")
    .getByText(/\d+ nodes?/)
    .waitFor();
  const after = await countNodes(second.page);
  second.kill();
  const safe = before + edits.filter((at) => at <= killedAt - LAST_MOMENT).length;
  return { after, safe, most: before + edits.length, isWell: after >= safe };
}

const times = Number(process.argv[2] ?? 20);
const random = randomOf(Number(process.argv[3] ?? 1));
let lost = 0;
await withServedApp(async (origin) => {
  const profile = mkdtempSync(join(tmpdir(), "sluice-kill-"));
  for (let round = 1; round <= times; round++) {
    const { after, safe, most, isWell } = await killOnce(origin, profile, random);
    if (!isWell || after > most) lost++;
    process.stdout.write(`${round}: ${after} nodes, at least ${safe}, at most ${most}\n`);
  }
  rmSync(profile, { recursive: true, force: true });
});
process.stdout.write(`${times - lost} of ${times} kills lost at most a second\n`);
process.exitCode = lost === 0 ? 0 : 1;
