const isMac = /^(Mac|iP)/.test(globalThis.navigator?.platform ?? "");

const NAMES: Record<string, string> = {
  $mod: isMac ? "⌘" : "Ctrl",
  Backslash: "\\",
  Escape: "Esc",
  Delete: "Del",
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
};

/** Keys in the notation of the key table ("$mod+Shift+z") as people read them ("Ctrl Shift Z"). */
export function keyText(keys: string): string {
  const parts = keys.split("+");
  const [shift, sign] = parts;
  // A sign is typed however the keyboard has it: the "?" of "Shift+?" says all.
  if (parts.length === 2 && shift === "Shift" && sign && /^[^\p{L}\p{N}]$/u.test(sign)) return sign;
  return parts.map((part) => NAMES[part] ?? nameOfKey(part)).join(" ");
}

function nameOfKey(part: string): string {
  if (part.startsWith("Digit")) return part.slice("Digit".length);
  if (part.startsWith("Key")) return part.slice("Key".length);
  return part.length === 1 ? part.toUpperCase() : part;
}
