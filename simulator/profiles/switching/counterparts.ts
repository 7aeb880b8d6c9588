/** Primitives that play the same part on brokers that work differently, and what the difference is. */
export const NEAR_PRIMITIVES: readonly (readonly [string, string, string])[] = [
  [
    "expiry.after",
    "retention.age",
    "a queue lets go of waiting messages only, a log of all that is old",
  ],
  [
    "capacity.bytes",
    "retention.size",
    "a queue counts what waits, a log all that it keeps, for each partition",
  ],
  ["prefetch", "poll.batch", "a window of unsettled messages against the size of one poll"],
  [
    "lease.timeout",
    "assign.pollTimeout",
    "one message is taken back, or the consumer loses its whole partition",
  ],
];

/** Values of one primitive that promise nearly the same. */
export const NEAR_VALUES: Readonly<Record<string, readonly (readonly [string, string, string])[]>> =
  {
    confirm: [
      [
        "majority",
        "all-in-sync",
        "a majority of all copies, or all copies that are in sync just now",
      ],
    ],
  };
