import type { Design } from "./DesignFile.ts";
import type { DesignStore, EditResult } from "./designStore.ts";
import { type Pasted, paste } from "./edits/paste.ts";
import type { Point } from "./Rect.ts";

/**
 * Pastes a clipping as one step of undo. Where it would stand in a broker that does not take it,
 * such as a queue with RabbitMQ's own parameters in Kafka, it lies over the broker and belongs to none.
 */
export function pasteInto(
  store: DesignStore,
  label: string,
  clipping: Design,
  middle: Point,
): EditResult<Pasted> {
  const joined = store.edit(label, (draft) => paste(draft, clipping, middle));
  return joined.ok ? joined : store.edit(label, (draft) => paste(draft, clipping, middle, false));
}
