import { type Design, framesOf, layOut } from "../design/index.ts";
import { Layout } from "../run/index.ts";

/** Nobody waits longer for a picture, in milliseconds. */
const PATIENCE_MS = 4000;

/** What puts designs in order is large: it is loaded when it is first needed. */
const layout = new Layout();

/**
 * A design that says of none of its nodes where it stands, as those that people and programs write do, put in order; any other one as
 * it is. One that cannot be put in order in a few seconds is shown as it is, and "Tidy up" tries again.
 */
export async function withPlaces(design: Design): Promise<Design> {
  const ids = Object.keys(design.system?.nodes ?? {});
  const placed = design.layout?.nodes ?? {};
  if (ids.length < 2 || ids.some((id) => Object.hasOwn(placed, id))) return design;
  const places = await Promise.race([layout.places(design, []), later(PATIENCE_MS)]).catch(
    () => undefined,
  );
  if (places === undefined) {
    layout.giveUp();
    return design;
  }
  const draft = structuredClone(design);
  layOut(draft, places, framesOf(design));
  return draft;
}

function later(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
