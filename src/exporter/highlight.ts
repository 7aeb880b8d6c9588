/** What a piece of a line is, for its color. */
export type TokenKind = "key" | "extension" | "text" | "value" | "mark";

export interface Token {
  kind: TokenKind;
  text: string;
}

const QUOTED = String.raw`"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'`;
const PIECES = new RegExp(
  [
    String.raw`(?<key>(?:${QUOTED}|[^\s"'{}[\],:][^\s{}[\],]*?))(?=:(?:\s|$))`,
    `(?<quoted>${QUOTED})`,
    String.raw`(?<value>(?<![^\s{[,:])(?:true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(?=\s*(?:$|[,}\]])))`,
    String.raw`(?<mark>[\s{}[\],:]+|-(?=\s))`,
    String.raw`(?<plain>[^\s{}[\],]+)`,
  ].join("|"),
  "g",
);

/**
 * Cuts a line of YAML or JSON into pieces for coloring. A line is all it sees, which is enough:
 * documents are written without folded lines. The pieces joined are the line.
 */
export function highlight(line: string): Token[] {
  return [...line.matchAll(PIECES)].map(({ 0: text, groups = {} }) => {
    if (groups.key !== undefined) return { kind: isExtension(text) ? "extension" : "key", text };
    if (groups.value !== undefined) return { kind: "value", text };
    return { kind: groups.mark === undefined ? "text" : "mark", text };
  });
}

function isExtension(key: string): boolean {
  return /^["']?x-/.test(key);
}
