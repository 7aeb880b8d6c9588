/** What the simulation knows, as a user would ask. */
export const MODELLED: readonly string[] = [
  "Arrival of messages by laws, plans and recordings; keys and their skew",
  "Queues, topics and partitioned logs: order, bounds, expiry, delays, dead letters",
  "Delivery and acknowledgement: prefetch, leases, redelivery, attempts and their backoff",
  "Handlers step by step: work, calls, reads, writes, publishing, replies; a crash can fall between any two of them",
  "Duplicates, losses and disorder, each with its cause; deduplication and idempotency keys",
  "Timeouts, retries, budgets, circuit breakers, rate limits, autoscaling, sagas",
  "Faults: crashes, pauses, slow parts, cut links, spikes, errors, poison messages",
];

/** What it leaves out, and what follows from that. */
export const NOT_MODELLED: readonly string[] = [
  "Processors, memory, disks and garbage collection: work takes the time that its law says, however busy the machine would be",
  "Network packets: a link has a latency and can be cut, and no bandwidth of its own unless it is given one",
  "The broker’s inner traffic, such as heartbeats and the copying between its nodes, beyond what its settings name",
  "Your code: a handler does the steps that are drawn, and nothing else",
  "The cost of running it: prices, limits of accounts, quotas of a cloud",
];
