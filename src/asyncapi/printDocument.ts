import stringify from "json-stringify-pretty-compact";
import type { Document, Node, Pair } from "yaml";
import type { AsyncApiDocument } from "./AsyncApiDocument.ts";

/** How a document is written. */
export type DocumentFormat = "yaml" | "json";

/** Collections that fit on a line of this many characters stand on one, so that a fact is a line. */
const LINE_WIDTH = 88;
/** The tables of the document are always open: root, its tables, and their entries. */
const OPEN_DEPTH = 3;

/**
 * Writes a document as text. YAML is quoted as readers of YAML 1.1 need it ("yes", "12:30:00") and
 * has neither anchors nor folded lines. The YAML writer is loaded when it is first needed.
 */
export async function printDocument(
  document: AsyncApiDocument,
  format: DocumentFormat,
): Promise<string> {
  if (format === "json") return `${stringify(document, { indent: 2, maxLength: LINE_WIDTH })}\n`;
  const yaml = await import("yaml");
  const tree = new yaml.Document(document, { version: "1.1", aliasDuplicateObjects: false });
  yaml.visit(tree, {
    Collection: (_key, node, path) => {
      const depth = path.filter((step) => yaml.isCollection(step)).length;
      if (depth < OPEN_DEPTH || node.items.length === 0) return undefined;
      const length = JSON.stringify(node.toJSON()).length + 2 * depth + keyLength(path);
      if (length <= LINE_WIDTH) node.flow = true;
      return undefined;
    },
  });
  return tree.toString({ lineWidth: 0, flowCollectionPadding: false, directives: false });
}

function keyLength(path: readonly (Document | Node | Pair)[]): number {
  const owner = path.at(-1);
  const key = owner !== undefined && "key" in owner ? String(owner.key) : "";
  return key.length + 2;
}

/** Finds lines in a printed document: the line (from 1) on which the value at a path begins. */
export async function lineFinder(
  text: string,
): Promise<(path: readonly (string | number)[]) => number | undefined> {
  const yaml = await import("yaml");
  const counter = new yaml.LineCounter();
  // JSON is YAML, so one reader finds the lines of both.
  const tree = yaml.parseDocument(text, { lineCounter: counter, version: "1.1" });
  return (path) => {
    for (let length = path.length; length > 0; length--) {
      const pair = pairAt(tree.contents, path.slice(0, length), yaml.isMap, yaml.isSeq);
      if (pair !== undefined) return counter.linePos(pair).line;
    }
    return undefined;
  };
}

type IsMap = typeof import("yaml").isMap;
type IsSeq = typeof import("yaml").isSeq;

/** Offset of the key of a map entry, or of the item of a list. */
function pairAt(
  root: unknown,
  path: readonly (string | number)[],
  isMap: IsMap,
  isSeq: IsSeq,
): number | undefined {
  let node: unknown = root;
  let offset: number | undefined;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => String(item.key) === String(step));
      if (pair === undefined) return undefined;
      offset = (pair.key as Node).range?.[0];
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      offset = (node as Node | undefined)?.range?.[0];
    } else return undefined;
  }
  return offset;
}
