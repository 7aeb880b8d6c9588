/** SVG text, made of elements that are text already. */

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** One element; attributes that are undefined are left out, text in them is escaped. */
export function element(name: string, attributes: Attributes, content = ""): string {
  let text = `<${name}`;
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined) continue;
    const shown = typeof value === "number" ? rounded(value) : escaped(value);
    text += ` ${key}="${shown}"`;
  }
  return content === "" ? `${text}/>` : `${text}>${content}</${name}>`;
}

/** Text that cannot be taken for markup; what XML does not know at all is left out. */
export function escaped(text: string): string {
  return Array.from(text)
    .filter((letter) => isXml(letter.codePointAt(0) ?? 0))
    .join("")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** The characters of XML 1.0, section 2.2. */
function isXml(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || code >= 0x10000;
}

/** A number in as few letters as a picture needs. */
export function rounded(value: number): string {
  return String(Math.round(value * 100) / 100);
}
