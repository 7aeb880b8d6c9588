/**
 * Measures a design of 500 nodes and 1,000 links beside a bare page of the graph view with as many
 * default nodes: the same gestures on both, in turn, and the time until all of it stands on the page.
 * Prints the table and keeps it in docs/benchmarks.md.
 */
import { keepSection, onWhat } from "./keepSection.mjs";
import { LARGE_GRAPH, openWithLargeDesign } from "./largeSystem.mjs";
import { launchChromium, withServed, withServedApp } from "./servedApp.mjs";

const ROUNDS = 2;
const STEPS = 60;

/** Milliseconds from navigation until every node and link is on the page. */
async function open(
  /** @type {import("@playwright/test").Page} */ page,
  /** @type {string} */ origin,
) {
  await page.goto(origin, { waitUntil: "commit" });
  const handle = await page.waitForFunction(
    ({ nodes, links }) =>
      document.querySelectorAll(".react-flow__node").length >= nodes &&
      document.querySelectorAll(".react-flow__edge").length >= links
        ? performance.now()
        : undefined,
    { nodes: LARGE_GRAPH.nodes.length, links: LARGE_GRAPH.links.length },
    { polling: "raf", timeout: 60_000 },
  );
  return Number(await handle.jsonValue());
}

/** Frame times in milliseconds while something is done. */
async function framesDuring(
  /** @type {import("@playwright/test").Page} */ page,
  /** @type {() => Promise<void>} */ act,
) {
  await page.evaluate(() => {
    const frames = /** @type {number[]} */ ([]);
    Object.assign(window, { frames, isWatched: true });
    let last = performance.now();
    const watch = (/** @type {number} */ now) => {
      frames.push(now - last);
      last = now;
      if (/** @type {any} */ (window).isWatched) requestAnimationFrame(watch);
    };
    requestAnimationFrame(watch);
  });
  await act();
  return page.evaluate(() => {
    Object.assign(window, { isWatched: false });
    return /** @type {number[]} */ (/** @type {any} */ (window).frames).slice(2);
  });
}

const GESTURES = {
  /** Moves the view by the middle button. */
  pan: async (/** @type {import("@playwright/test").Page} */ page) => {
    const { x, y } = await middle(page);
    await page.mouse.move(x, y);
    await page.mouse.down({ button: "middle" });
    for (let i = 1; i <= STEPS; i++) await page.mouse.move(x + 3 * i, y + i);
    await page.mouse.up({ button: "middle" });
  },
  zoom: async (/** @type {import("@playwright/test").Page} */ page) => {
    const { x, y } = await middle(page);
    await page.mouse.move(x, y);
    await page.keyboard.down("Control");
    for (let i = 0; i < STEPS; i++) await page.mouse.wheel(0, i < STEPS / 2 ? -12 : 12);
    await page.keyboard.up("Control");
  },
  drag: async (/** @type {import("@playwright/test").Page} */ page) => {
    const box = await page.locator('.react-flow__node[data-id="n12-9"]').boundingBox();
    if (!box) throw new Error("The node in the middle must be on the page.");
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (let i = 1; i <= STEPS; i++) await page.mouse.move(x + i, y + i / 2);
    await page.mouse.up();
  },
};

async function middle(/** @type {import("@playwright/test").Page} */ page) {
  const box = await page.locator(".react-flow").boundingBox();
  if (!box) throw new Error("There must be a graph on the page.");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** @typedef {{ open: number[], pan: number[], zoom: number[], drag: number[] }} Figures */

/** One round on one page, in a fresh profile. */
async function measure(
  /** @type {string} */ origin,
  /** @type {Figures} */ figures,
  /** @type {(page: import("@playwright/test").Page) => Promise<void>} */ prepare,
  /** @type {(page: import("@playwright/test").Page) => Promise<void>} */ settle,
) {
  const browser = await launchChromium();
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await prepare(page);
  figures.open.push(await open(page, origin));
  await settle(page);
  await page.waitForTimeout(3000);
  for (const name of /** @type {const} */ (["pan", "zoom", "drag"]))
    figures[name].push(...(await framesDuring(page, () => GESTURES[name](page))));
  const links = await page.locator(".react-flow__edge").count();
  if (links < LARGE_GRAPH.links.length) throw new Error(`Only ${links} links were drawn.`);
  await browser.close();
}

/** @returns {Figures} */
const noFigures = () => ({ open: [], pan: [], zoom: [], drag: [] });

function quantile(/** @type {number[]} */ values, /** @type {number} */ share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

function table(/** @type {Record<string, Figures>} */ pages) {
  const bare = pages.bare ?? noFigures();
  const rows = Object.entries(pages).flatMap(([name, figures]) =>
    /** @type {const} */ (["open", "pan", "zoom", "drag"]).map((what) => {
      const [p50, p95] = [quantile(figures[what], 0.5), quantile(figures[what], 0.95)];
      const ratio = (/** @type {number} */ share) =>
        (quantile(figures[what], share) / quantile(bare[what], share)).toFixed(2);
      return `| ${what} | ${name} | ${p50.toFixed(0)} | ${p95.toFixed(0)} | ${ratio(0.5)} | ${ratio(0.95)} |`;
    }),
  );
  return [
    "| gesture | page | p50 (ms) | p95 (ms) | p50 to bare | p95 to bare |",
    "|---|---|---|---|---|---|",
    ...rows,
  ].join("\n");
}

const nothing = async () => undefined;
const stopRun = async (/** @type {import("@playwright/test").Page} */ page) => {
  await page.getByRole("button", { name: "Pause", exact: true }).click();
};

await withServedApp(async (app) => {
  await withServed(".cache/bare-flow", async (bare) => {
    const pages = {
      bare: noFigures(),
      "Sluice, paused": noFigures(),
      "Sluice, running": noFigures(),
    };
    for (let round = 0; round < ROUNDS; round++) {
      await measure(bare, pages.bare, nothing, nothing);
      await measure(app, pages["Sluice, paused"], openWithLargeDesign, stopRun);
      await measure(app, pages["Sluice, running"], openWithLargeDesign, nothing);
    }
    const text = table(pages);
    keepSection(
      "## A large design on the page",
      `${onWhat()}. \`npm run bench:ui\`: 500 nodes and 1,000 links, opened and fitted into the view, beside a page of\nReact Flow alone with as many default nodes; ${ROUNDS} rounds, each page in turn in a fresh profile, ${STEPS} steps a gesture.\n"open" is the time from navigation until every node and link stands on the page; the others are frame times.\n\n${text}`,
    );
    process.stdout.write(`${text}\n`);
  });
});
