const TABLE = new Uint32Array(256).map((_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

/**
 * CRC-32 (IEEE 802.3) over the UTF-16 code units of a text, low byte first. Finds every single
 * damaged byte and every burst of up to 32 bits.
 */
export function checksumOf(text: string): number {
  let sum = 0xffffffff;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    sum = (sum >>> 8) ^ (TABLE[(sum ^ unit) & 0xff] as number);
    sum = (sum >>> 8) ^ (TABLE[(sum ^ (unit >>> 8)) & 0xff] as number);
  }
  return ~sum >>> 0;
}
