/**
 * Measures how long after navigation the first message is seen moving on the page that opens, over
 * the built app in a fresh browser profile each round. Prints the median and keeps it in
 * docs/benchmarks.md, below what `npm run bench` writes.
 */
import { keepSection, onWhat } from "./keepSection.mjs";
import { launchChromium, withServedApp } from "./servedApp.mjs";

const ROUNDS = 7;

/** Milliseconds from navigation until something is drawn on the layer of moving messages. */
async function measure(/** @type {string} */ origin) {
  const browser = await launchChromium();
  const page = await browser.newPage({ bypassCSP: true, viewport: { width: 1440, height: 900 } });
  await page.goto(origin, { waitUntil: "commit" });
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

/** Puts the figure in the place of the former one. */
function keep(/** @type {string} */ figure) {
  keepSection(
    "## The page",
    `${onWhat()}, the built app, a fresh profile each\nround. \`npm run bench:page\`: from navigation to the first message that is seen moving, ${figure}.`,
  );
}

await withServedApp(async (origin) => {
  /** @type {number[]} */
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push(await measure(origin));
  rounds.sort((a, b) => a - b);
  const seconds = (/** @type {number} */ index) =>
    ((rounds.at(index) ?? Number.NaN) / 1000).toFixed(2);
  const figure = `median of ${ROUNDS} rounds ${seconds(Math.floor(ROUNDS / 2))} s (${seconds(0)}–${seconds(-1)} s)`;
  keep(figure);
  process.stdout.write(`${figure}\n`);
});
