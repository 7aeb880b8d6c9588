/** A moment as the clock on the wall shows it, such as 12:04:31. @param at milliseconds since 1970 */
export function timeOfDay(at: number): string {
  return new Date(at).toTimeString().slice(0, 8);
}

/** The same with the day, when it was not today. */
export function dayAndTime(at: number, now: number): string {
  const moment = new Date(at);
  if (moment.toDateString() === new Date(now).toDateString()) return timeOfDay(at);
  const day = moment.toISOString().slice(0, 10);
  return `${day} ${timeOfDay(at).slice(0, 5)}`;
}
