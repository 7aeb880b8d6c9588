import { type Design, framesOf, layOut } from "../design/index.ts";
import { Layout } from "../run/index.ts";

/** Made once: what it loads is large, and is loaded when it is first asked for. */
const layout = new Layout();

/**
 * A design that says of none of its nodes where it stands, as those that people and programs write do, put in order; any other one as
 * it is. If it cannot be put in order it is shown as it is: "Tidy up" then says why.
 */
export async function withPlaces(design: Design): Promise<Design> {
  const ids = Object.keys(design.system?.nodes ?? {});
  const placed = design.layout?.nodes ?? {};
  if (ids.length < 2 || ids.some((id) => Object.hasOwn(placed, id))) return design;
  const places = await layout.places(design, []).catch(() => undefined);
  if (places === undefined) return design;
  const draft = structuredClone(design);
  layOut(draft, places, framesOf(design));
  return draft;
}
