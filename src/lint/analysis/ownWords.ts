/**
 * A design may say a setting in its broker's own words. These are the words that the rules must not
 * miss, so that they neither overlook a lease nor ask for a limit that is there.
 */
interface OwnWord {
  /** Name of the parameter. */
  name: string;
  /** How many of the parameter's unit are one of the language's (seconds, messages). */
  scale: number;
}

const LEASE: readonly OwnWord[] = [
  { name: "VisibilityTimeout", scale: 1 },
  { name: "ackDeadlineSeconds", scale: 1 },
  { name: "LockDuration", scale: 1 },
  { name: "x-consumer-timeout", scale: 1000 },
];
const LIMIT: readonly OwnWord[] = ["x-max-length", "x-max-length-bytes", "MaxMsgs", "MaxBytes"].map(
  (name) => ({ name, scale: 1 }),
);
const EXPIRY: readonly OwnWord[] = [
  { name: "x-message-ttl", scale: 1000 },
  { name: "MessageRetentionPeriod", scale: 1 },
  { name: "retention.ms", scale: 1000 },
  { name: "retention.bytes", scale: 1 },
];
const ATTEMPTS: readonly OwnWord[] = [
  "x-delivery-limit",
  "maxReceiveCount",
  "MaxDeliveryCount",
  "max_deliver",
  "maxDeliveryAttempts",
].map((name) => ({ name, scale: 1 }));

export type OwnWordMeaning = "lease" | "limit" | "expiry" | "attempts";
const TABLES: Record<OwnWordMeaning, readonly OwnWord[]> = {
  lease: LEASE,
  limit: LIMIT,
  expiry: EXPIRY,
  attempts: ATTEMPTS,
};

/** A setting in the broker's words: its parameter, value in seconds or messages, and unit. */
export interface OwnSetting {
  name: string;
  value: number;
  scale: number;
}

/** The first parameter of a meaning that stands there with a number. */
export function ownSetting(
  parameters: Readonly<Record<string, string | number | boolean>> | undefined,
  meaning: OwnWordMeaning,
): OwnSetting | undefined {
  for (const { name, scale } of TABLES[meaning]) {
    const value = parameters?.[name];
    if (typeof value === "number") return { name, value: value / scale, scale };
  }
  return undefined;
}
