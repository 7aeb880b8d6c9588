import type { Parameter, Profile } from "../Profile.ts";

/** Redis Streams, Redis 7.0 on. Sources are the command reference by command, the page on streams, or "observed": seen on a real server. */

const parameters: readonly Parameter[] = [
  {
    name: "MAXLEN",
    on: ["stream"],
    unit: "messages",
    range: [1, Number.MAX_SAFE_INTEGER],
    meaning:
      "Entries that XADD leaves in the stream; the oldest go first, read, pending or neither",
    breaks:
      "Smaller than the backlog: entries that nobody has read, or that somebody works on, are gone",
    source: "XADD, XTRIM; observed",
    sets: [{ at: "retention.messages" }],
  },
  {
    name: "XGROUP CREATE",
    on: ["subscription"],
    unit: "",
    default: "$",
    values: ["$", "0"],
    meaning: "Where the group begins: with what comes ($), or with all that is there (0)",
    breaks: "$: what was added before the group was created is never read by it",
    source: "XGROUP CREATE; observed",
    sets: [{ at: "cursor.start", is: { $: "latest", "0": "earliest" } }],
  },
  {
    name: "min-idle-time",
    on: ["subscription"],
    unit: "ms",
    range: [1, 315_576_000_000],
    meaning:
      "Idle time after which consumers take an entry over by XAUTOCLAIM; they never do if absent",
    breaks:
      "Absent: what a crashed consumer held is never processed. Shorter than the work: two consumers do it",
    source: "XAUTOCLAIM; observed. Claiming is the consumers' own loop",
    sets: [{ at: "lease.timeout" }],
  },
  {
    name: "COUNT",
    on: ["consumer"],
    unit: "messages",
    range: [1, 1_000_000],
    meaning: "Entries of one XREADGROUP at most; all that are new if absent",
    breaks: "Absent: the first consumer takes the whole backlog into its pending list",
    source: "XREADGROUP; observed",
    sets: [{ at: "poll.batch" }],
  },
  {
    name: "NOACK",
    on: ["consumer"],
    unit: "",
    default: false,
    values: [true, false],
    meaning: "Entries are not put into the pending list: read is done",
    breaks: "A crash loses all that was read and not yet processed",
    source: "XREADGROUP; observed",
    sets: [{ at: "ack", is: { true: "on-delivery", false: null } }],
  },
];

/** Redis Streams. */
export const redisStreams: Profile = {
  id: "redis-streams",
  name: "Redis Streams",
  versions: ["7.0"],
  forms: ["stream"],
  parameters,
  vectors: [
    {
      of: ["subscription"],
      sets: {
        "assign.mode": "competing",
        "lease.onDisconnect": "until-timeout",
        "lease.lateAck": "accepted",
        "attempts.counts": ["deliver"],
        "redeliver.position": "tail",
        "redeliver.nackPosition": "tail",
        "deadLetter.reasons": ["rejected", "attempts"],
      },
    },
    // A handler that fails does not acknowledge: the entry stays pending.
    {
      of: ["consumer"],
      sets: { prefetch: "unlimited", "retry.attempts": "unlimited", "retry.mode": "abandon" },
    },
  ],
  errors: {
    retention: "trimmed by MAXLEN",
    "acknowledged-early": "lost: read with NOACK",
    "channel-outage": "LOADING",
  },
  marksRedelivered: false,
  reports: "deliveries",
  modelled: [
    "A group gives each entry to one consumer and keeps it in that consumer's pending list until it is acknowledged: no timer brings it back.",
    "What is idle for longer than min-idle-time is claimed by whichever consumer has room, its count one higher and its idle time at zero.",
    "Entries that are claimed come after those that are new: nothing new waits for what is pending.",
    "Trimming takes entries whether they were read or not, those that are pending too.",
  ],
  leftOut: [
    "A consumer that comes back under its old name does not read its own pending list: what it held waits for a claim.",
    "There is no dead-letter queue and no limit of deliveries: the application reads the count and copies. Draw that as steps of the consumer.",
    "Persistence (appendonly, save), replicas (WAIT) and maxmemory: a stream survives what its broker survives.",
    "MAXLEN with ~, MINID, explicit ids, SETID, XNACK, DELCONSUMER and JUSTID.",
  ],
};
