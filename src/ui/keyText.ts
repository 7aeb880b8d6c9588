const NAMES: Record<string, string> = {
  $mod: "Ctrl",
  Period: ".",
  Comma: ",",
  Slash: "/",
  Backslash: "\\",
  Escape: "Esc",
  Delete: "Del",
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
};
/** What Shift makes of a key on the keyboard that most have. */
const SHIFTED: Record<string, string> = { Period: ">", Comma: "<", Slash: "?" };

/** Keys in the notation of the key table ("$mod+Shift+z") as people read them ("Ctrl Shift Z"). */
export function keyText(keys: string): string {
  const parts = keys.split("+");
  const last = parts.at(-1) ?? "";
  const shifted = parts.length === 2 && parts[0] === "Shift" ? SHIFTED[last] : undefined;
  if (shifted) return shifted;
  return parts
    .map((part) => NAMES[part] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join(" ");
}
