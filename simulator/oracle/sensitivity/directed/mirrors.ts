import { line } from "../../../experiment/testing.ts";
import { channel, type Directed, handledBy, oneChannel } from "./Directed.ts";

/** A stream that is mirrored into another one; who reads the copies comes when all has been handled at its source. */
const mirrored = (mirror: object) =>
  oneChannel({
    channel: { kind: "stream" },
    nodes: {
      us: {
        kind: "stream",
        subscriptions: { c: { cursor: { joinsAt: "4 s", start: "earliest" } } },
      },
      other: { kind: "stream" },
      later: { kind: "consumer", handlers: { M: [{ do: "work", time: "1 ms" }] } },
    },
    links: {
      copy: { ...line("mirror", "q", "us", { lag: "10 ms" }), ...mirror },
      read: line("subscribe", "us", "later", { subscription: "c" }),
    },
    duration: "6 s",
  });

/** Rows of mirrors. */
export const mirrorRows: readonly Directed[] = [
  {
    leaf: "system.links.*(mirror).lag",
    values: ["10 ms", "10 s"],
    make: (lag) => mirrored({ lag }),
    figure: channel("published", "us"),
    second: "fewer",
  },
  {
    leaf: "system.links.*(mirror).latency",
    values: ["10 ms", "10 s"],
    make: (latency) => mirrored({ latency }),
    figure: channel("published", "us"),
    second: "fewer",
  },
  {
    // 2 kB in all.
    leaf: "system.links.*(mirror).bandwidth",
    values: ["1 MiB", "100 B"],
    make: (bandwidth) => mirrored({ bandwidth }),
    figure: channel("published", "us"),
    second: "fewer",
  },
  {
    leaf: "system.links.*(mirror).target",
    values: ["us", "other"],
    make: (target) => mirrored({ target }),
    figure: channel("published", "us"),
    second: "fewer",
  },
  {
    // Whoever comes later knows what has been handled.
    leaf: "system.links.*(mirror).syncOffsets",
    values: ["10 s", "1 s"],
    make: (syncOffsets) => mirrored({ syncOffsets }),
    figure: handledBy("later"),
    second: "fewer",
  },
];
