import type { Seat } from "./Seat.ts";

/** Seconds until a member polls (S14): after an empty poll it sleeps, and who hands messages on polls at intervals. */
export function waitBeforePoll(seat: Seat, now: number): number {
  const { interval, handOff, wait } = seat.member.reader;
  if (!seat.isAsleep || interval === undefined || interval === 0) return 0;
  const since = now - seat.polledAt;
  if (handOff !== undefined && (seat.hasFound || wait === 0)) return Math.max(0, interval - since);
  // A cycle is a poll that waits, and the sleep after it.
  const cycle = wait + interval;
  const left = Math.ceil(since / cycle) * cycle - since;
  return left > interval ? 0 : left;
}

/** When the poll that a member makes now began (S14): before now where it is one that waits still. */
export function pollsSince(seat: Seat, now: number): number {
  const { interval = 0, wait } = seat.member.reader;
  if (wait === 0 || interval === 0 || !seat.isAsleep || seat.hasFound) return now;
  return now - ((now - seat.polledAt) % (wait + interval));
}
