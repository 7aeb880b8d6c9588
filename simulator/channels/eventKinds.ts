/** Kinds of events that channels handle; the target's meaning stands beside each. Services go on from 16, faults from 48. */
export const CHANNEL_EVENT = {
  /** A publication arrives. Target: port; subject: message. */
  arrive: 1,
  /** A delayed entry is due. Target: subscription; subject: entry. */
  due: 2,
  /** A lease ends. Target: subscription; subject: entry. */
  leaseEnds: 3,
  /** The time to live of an entry is over. Target: subscription; subject: entry. */
  expire: 4,
  /** Compaction or retention is applied. Target: stream. */
  retain: 5,
  /** The session of a silent member is over. Target: group; subject: number of its seat. */
  sessionEnds: 6,
  /** A member's heartbeat brings it news. Target: group; subject: number of its seat. */
  heartbeat: 7,
  /** A member has not polled for too long. Target: group; subject: number of its seat. */
  pollTimeout: 8,
  /** A member may commit again. Target: group; subject: number of its seat. */
  commitDue: 9,
  /** A member polls again. Target: group; subject: number of its seat. */
  pollAgain: 10,
  /** A rebalance goes on. Target: group; subject: what it waited for. */
  rebalance: 11,
  /** Something happens to the copies of a stream. Target: stream; subject: partition and what. */
  replicas: 12,
  /** Channels of a lost broker node go on elsewhere. Target: broker. */
  failover: 13,
  /** The time to live of the message at the head is over. Target: subscription. */
  headExpires: 14,
  /** A broker aborts a transaction. Subject: its number. */
  transactionTimeout: 15,
  /** A node of the broker has handled a publication. Target: port; subject: message. */
  admitted: 51,
  /** A copy is due. Target: mirror; subject: 1 + a partition of its source. */
  mirrorCopies: 54,
  /** A mirror looks again at what it could not copy (the same subject), or at positions (0). Target: mirror. */
  mirrorLooks: 55,
} as const;

/** First kind of event that services handle. */
export const FIRST_SERVICE_KIND = 16;
