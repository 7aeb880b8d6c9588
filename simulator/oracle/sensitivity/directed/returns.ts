import {
  channel,
  consumer,
  DELIVERERS,
  type Deliverer,
  type Directed,
  deadLettered,
  delivering,
  type Parts,
} from "./Directed.ts";

/** A system in which one thing happens to messages, and no other. */
interface Way {
  readonly delivery?: object;
  readonly parts: Parts;
  /** Who knows it; all if absent. */
  readonly by?: readonly Deliverer[];
}

const retrying = (more: object = {}) => ({
  retry: { attempts: "unlimited", backoff: { kind: "none" }, ...more },
});
const ONE = { arrivals: { process: "burst", at: "0 s", count: 1 } };
const FAILS: Parts = {
  producer: ONE,
  steps: [{ do: "work", time: "200 ms" }, { do: "fail" }],
  duration: "4 s",
};
const HELD: Parts = {
  producer: ONE,
  steps: [{ do: "work", time: "3 s" }],
  consumer: { concurrency: 50 },
  duration: "8 s",
};
const WAITING: Parts = {
  steps: [{ do: "work", time: "3 s" }],
  consumer: { concurrency: 1, prefetch: 1 },
  duration: "8 s",
};

/** The ways in which a delivery comes back. */
const RETURNS: Readonly<Record<string, Way>> = {
  nack: { parts: { ...FAILS, consumer: retrying() } },
  reject: { parts: { ...FAILS, consumer: retrying({ returns: "reject" }) } },
  "lease-expiry": { delivery: { lease: { timeout: "1 s" } }, parts: HELD },
  disconnect: {
    parts: {
      ...HELD,
      faults: { x: { fault: "crash", target: "c", at: "2500 ms", for: "100 ms" } },
    },
  },
};

/** Ways in which messages are given up. */
const ENDS: Readonly<Record<string, Way>> = {
  expired: { delivery: { expiry: { after: "500 ms" } }, parts: WAITING },
  overflow: { delivery: { slowConsumer: "drop" }, parts: WAITING },
  rejected: { parts: { ...FAILS, steps: [{ do: "fail", with: "permanent" }] } },
  attempts: {
    delivery: { attempts: { limit: 1, counts: ["nack"] } },
    parts: { ...FAILS, consumer: retrying() },
  },
};

/**
 * A word that does something in one system does more there than no word and than each other one. Of a pair, the
 * system of either will do.
 * @param always a word that does something in all of these systems
 */
function eachAlone(
  leaf: string,
  ways: Readonly<Record<string, Way>>,
  say: (words: unknown) => object,
  { figure, second }: Pick<Directed, "figure" | "second">,
  always?: string,
): Directed[] {
  const words = Object.keys(ways);
  const row = (by: Deliverer, at: string, values: Directed["values"]): Directed => {
    const { delivery, parts } = ways[at]!;
    return {
      leaf: `${by}.${leaf}`,
      values,
      make: (value) => delivering(by, { ...delivery, ...say(value) }, parts),
      figure,
      second,
    };
  };
  return DELIVERERS.flatMap((by) => {
    const known = words.filter((word) => ways[word]!.by?.includes(by) ?? true);
    const alone = known.flatMap((word, i) => [
      row(by, word, [[], [word]]),
      ...words
        .filter((other) => !known.slice(0, i + 1).includes(other))
        .map((other) => row(by, word, [[other], [word]])),
    ]);
    if (always === undefined) return alone;
    const elsewhere = words.map((other, i) =>
      row(by, words[(i + 1) % words.length]!, [[other], [always]]),
    );
    return [...alone, row(by, words[0]!, [[], [always]]), ...elsewhere];
  });
}

/** Rows of the lists of what counts, what has to wait, and what goes to the dead letters: each word by itself. */
export const returnRows: readonly Directed[] = [
  ...eachAlone(
    "attempts.counts",
    RETURNS,
    (counts) => ({ attempts: { limit: 1, counts } }),
    { figure: deadLettered, second: "more" },
    "deliver",
  ),
  ...eachAlone(
    "redeliver.delays",
    RETURNS,
    (delays) => ({ redeliver: { delays, delay: { kind: "fixed", delay: "1 min" } } }),
    { figure: consumer("attempts"), second: "fewer" },
  ),
  ...eachAlone("deadLetter.reasons", ENDS, (reasons) => ({ deadLetter: { reasons } }), {
    figure: channel("published", "dead"),
    second: "more",
  }),
];
