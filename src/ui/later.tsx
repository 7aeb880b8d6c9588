import { type ComponentType, useEffect, useState } from "react";

/**
 * A part of the page whose program comes by itself: the first picture does not wait for it. It is asked for
 * when the part is first drawn, and until it has come there is nothing in its place.
 *
 * Not by `lazy` and `Suspense`: what has been suspended is drawn again at React's lowest priority, which
 * has no time limit and begins anew with each other change, so that a busy page never comes to it.
 */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  let known: ComponentType<Props> | undefined;
  // biome-ignore lint/correctness/noComponentHookFactories: made once for each part, outside of all components, as by `lazy`
  return function Part(props: Props) {
    const [Found, setFound] = useState(() => known);
    useEffect(() => {
      if (Found) return;
      let isThere = true;
      const show = (find: () => ComponentType<Props>) => {
        if (isThere) setFound(find);
      };
      load().then(
        (part) => {
          known = part;
          show(() => part);
        },
        // Thrown where it is drawn, so that the part says what went wrong and the others go on.
        (error: unknown) =>
          show(() => {
            throw error;
          }),
      );
      return () => {
        isThere = false;
      };
    }, [Found]);
    return Found ? <Found {...props} /> : null;
  };
}
