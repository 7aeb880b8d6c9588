import type { LinkFigures, Live, NodeFigures } from "../../canvas/index.ts";

type Still = {
  figuresOf: (nodeId: string) => NodeFigures | undefined;
  linkFiguresOf?: (linkId: string) => LinkFigures | undefined;
  readDepartures?: Live["readDepartures"];
};

/** A running system that is always at the same moment; it beats once, for the painters. */
export function stillLive(still: Still): Live {
  return {
    now: () => 60,
    speed: () => 0,
    figuresOf: still.figuresOf,
    linkFiguresOf: still.linkFiguresOf ?? (() => undefined),
    readDepartures: still.readDepartures ?? (() => undefined),
    subscribe(listener) {
      const beat = setTimeout(listener);
      return () => clearTimeout(beat);
    },
  };
}
