import { FutureEventList } from "../kernel/FutureEventList.ts";
import { RandomStreams } from "../kernel/RandomStreams.ts";
import type { Measured } from "./Measured.ts";

const POPS = 3_000_000;

/**
 * The event list alone (the hold model of Jones, "An empirical comparison of priority-queue and
 * event-set implementations", CACM 1986): each event that is taken schedules one other.
 * @param pending events that are always pending
 */
export function hold(pending: number, seed: number, pops = POPS): Measured {
  const events = new FutureEventList();
  const streams = new RandomStreams();
  const stream = streams.open(seed, "hold", "times");
  const width = 2 * pending;
  const turn = (times: number): void => {
    for (let i = 0; i < times; i++) {
      const event = events.take();
      const [what, subject] = [events.whatOf(event), events.subjectOf(event)];
      events.schedule(streams.uniform(stream) * width, what, subject);
    }
  };
  for (let i = 0; i < pending; i++) events.schedule(streams.uniform(stream) * width, 1, i);
  turn(pending); // until the pending times have their steady distribution
  const begun = performance.now();
  turn(pops);
  const seconds = (performance.now() - begun) / 1e3;
  return { events: pops, seconds, values: { clock: events.now } };
}
