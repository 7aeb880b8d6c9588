import {
  exactCount,
  figureText,
  shortDuration,
  shortNumber,
  shortRate,
  shortSize,
} from "../../simulator/index.ts";

/** How rules write figures in their sentences. */
export const durationText = (seconds: number): string => figureText(shortDuration(seconds));
export const rateText = (perSecond: number): string => figureText(shortRate(perSecond));
export const sizeText = (bytes: number): string => figureText(shortSize(bytes));
export const percentText = (share: number): string => `${shortNumber(share * 100)} %`;

/** A count of messages that is worked out, in three digits once it is large. */
export function countText(count: number): string {
  return count < 1000 ? exactCount(count) : shortNumber(count);
}

/** "a", "a and b", "a, b and c". */
export function listText(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}

/** The word with an s for all numbers but one. */
export function plural(count: number, word: string): string {
  return `${countText(count)} ${word}${count === 1 ? "" : "s"}`;
}

const ROUND_SECONDS = [
  1, 2, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600, 900, 1200, 1800, 2700, 3600, 7200,
  10_800, 14_400, 21_600, 43_200, 86_400,
];

/** The next duration that people would write, in seconds. */
export function roundUpDuration(seconds: number): number {
  return ROUND_SECONDS.find((round) => round >= seconds) ?? Math.ceil(seconds / 86_400) * 86_400;
}

/** The next count that people would write: 1, 2 or 5 with zeros. */
export function roundUpCount(count: number): number {
  let power = 1;
  while (power * 10 <= count) power *= 10;
  return [1, 2, 5, 10].map((factor) => factor * power).find((round) => round >= count) ?? count;
}
