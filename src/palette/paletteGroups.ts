import { nameOfPlaceable, PLACEABLE_KINDS, type Placeable } from "../design/index.ts";
import type { IconName, IconTone } from "../ui/index.ts";

/** What the palette offers: nodes that the engine runs, and notes. */
export type PaletteThing = Placeable | "note";

export interface PaletteItem {
  thing: PaletteThing;
  name: string;
  icon: IconName;
  tone: IconTone;
}

export interface PaletteGroup {
  name: string;
  items: readonly PaletteItem[];
}

const GROUPS: readonly { name: string; tone: IconTone; things: readonly PaletteThing[] }[] = [
  { name: "Sources", tone: "source", things: ["producer", "endpoint"] },
  {
    name: "Channels",
    tone: "channel",
    things: ["broker", "queue", "topic", "stream", "dead-letters"],
  },
  { name: "Services", tone: "service", things: ["consumer", "saga"] },
  { name: "Outside", tone: "store", things: ["database", "dependency", "registry"] },
  { name: "Picture", tone: "note", things: ["zone", "note"] },
];

const ICONS: Partial<Record<PaletteThing, IconName>> = { "dead-letters": "dlq" };
const OFFERED: ReadonlySet<PaletteThing> = new Set([...PLACEABLE_KINDS, "note"]);

/** Groups with what matches a search; a group with nothing in it is left out. */
export function paletteGroups(search = ""): PaletteGroup[] {
  const words = search.trim().toLowerCase();
  return GROUPS.map(({ name, tone, things }) => ({
    name,
    items: things
      .filter((thing) => OFFERED.has(thing))
      .map((thing) => itemOf(thing, tone))
      .filter((item) => item.name.toLowerCase().includes(words)),
  })).filter(({ items }) => items.length > 0);
}

function itemOf(thing: PaletteThing, tone: IconTone): PaletteItem {
  const name = thing === "note" ? "Note" : nameOfPlaceable(thing);
  const icon = ICONS[thing] ?? (thing as IconName);
  return { thing, name, icon, tone };
}
