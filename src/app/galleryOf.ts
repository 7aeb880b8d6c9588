import type { GalleryProps, KeptCard } from "../gallery/index.ts";
import { openKept } from "../storage/index.ts";
import { dayAndTime } from "../ui/index.ts";
import { newDesign, openExample } from "./openDesign.ts";
import type { OpenSession } from "./openSession.ts";

/** What the gallery shows and does on this page. */
export function galleryOf(session: OpenSession): GalleryProps {
  return {
    readKept: () => readKept(session),
    onOpenExample: (file) => void openExample(session, file),
    onOpenKept: (id) => void session.files.current?.openKept(id),
    onEmpty: () => newDesign(session),
  };
}

async function readKept({ keeper: { library } }: OpenSession): Promise<KeptCard[]> {
  const cards: KeptCard[] = [];
  for (const { id, name, nodes, savedAt } of await library.list()) {
    if (nodes === 0) continue;
    const kept = await library.read(id);
    const opened = kept && openKept(kept);
    const design = opened && "design" in opened ? opened.design : undefined;
    const words = `${nodes} nodes, saved ${dayAndTime(savedAt, Date.now())}`;
    cards.push({ id, name, words, design });
  }
  return cards;
}
