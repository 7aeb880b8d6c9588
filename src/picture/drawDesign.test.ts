// @vitest-environment happy-dom
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  addNode,
  createDesignStore,
  type Design,
  emptyDesign,
  parseDesign,
} from "../design/index.ts";
import { drawDesign, PICTURE_TOKENS, type PictureColors } from "./index.ts";

const colors = Object.fromEntries(PICTURE_TOKENS.map((name) => [name, `#${name}`]));
const options = { colors: colors as PictureColors };

function designOf(text: string): Design {
  const parsed = parseDesign(text);
  if (!parsed.ok) throw new Error(parsed.problems[0].message);
  return parsed.design;
}

/** Reads the picture as XML, which complains of anything that is not well formed. */
function read(svg: string): Document {
  const document = new DOMParser().parseFromString(svg, "application/xml");
  expect(document.querySelector("parsererror")).toBeNull();
  return document as unknown as Document;
}

test("every example and every node and link of it is in its picture, which needs nothing else", () => {
  const files = readdirSync("public/examples").filter((file) => file.endsWith(".sluice.json"));
  for (const file of files) {
    const design = designOf(readFileSync(`public/examples/${file}`, "utf8"));
    const svg = drawDesign(design, options);
    const picture = read(svg);
    const titles = [...picture.querySelectorAll("text")].map((text) => text.textContent ?? "");
    for (const [id, node] of Object.entries(design.system?.nodes ?? {})) {
      const name = node.name ?? id;
      expect(titles.some((title) => title === name || title.endsWith("…"))).toBe(true);
    }
    const { nodes = {}, links = {} } = design.system ?? {};
    const paths = picture.querySelectorAll("path").length;
    expect(paths).toBeGreaterThanOrEqual(Object.keys(nodes).length + Object.keys(links).length);
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    expect(svg.replace("http://www.w3.org/2000/svg", "")).not.toMatch(/https?:|href|url\(|<script/);
    expect(drawDesign(design, options)).toBe(svg);
  }
  expect(files.length).toBeGreaterThan(3);
});

test("a small picture leaves out names that could not be read, and keeps its lines as wide", () => {
  const design = designOf(readFileSync("public/examples/order-processing.sluice.json", "utf8"));
  const small = read(drawDesign(design, { ...options, shownIn: { width: 240, height: 96 } }));
  expect(small.querySelectorAll("text")).toHaveLength(0);
  const width = Number(small.documentElement.getAttribute("viewBox")?.split(" ")[2]);
  const line = Number(small.querySelector("path")?.getAttribute("stroke-width"));
  expect((line * 240) / width).toBeLessThanOrEqual(1.01);
});

test("whatever a design is named, the picture stays well formed and runs nothing", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", minLength: 1, maxLength: 60 }), (name) => {
      const store = createDesignStore(emptyDesign());
      store.edit("add", (draft) => {
        const id = addNode(draft, "queue", { x: 0, y: 0 });
        Object.assign(draft.system?.nodes?.[id] ?? {}, { name: `${name}<script>"'&]]>` });
      });
      const picture = read(drawDesign(store.getState().design, options));
      expect(picture.querySelector("script")).toBeNull();
    }),
    { numRuns: 20, seed: 2 },
  );
});

test("an empty design has an empty picture", () => {
  expect(read(drawDesign(emptyDesign(), options)).querySelectorAll("path")).toHaveLength(0);
});
