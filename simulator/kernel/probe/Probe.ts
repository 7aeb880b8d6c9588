import type { Clock } from "./Clock.ts";
import { Counters } from "./Counters.ts";
import { Departures } from "./Departures.ts";
import { Gauges } from "./Gauges.ts";
import { Histograms } from "./Histograms.ts";

/**
 * What may be observed of a run: the counts, levels and times that its parts write down as they go.
 * Whoever watches reads here and changes nothing; nothing in a run ever depends on it.
 */
export class Probe {
  readonly counters = new Counters();
  readonly gauges: Gauges;
  readonly histograms = new Histograms();
  readonly departures = new Departures();

  constructor(clock: Clock) {
    this.gauges = new Gauges(clock);
  }

  /** End of the warm-up: counts, integrals, peaks and times begin anew, the state stays. */
  restart(): void {
    this.counters.restart();
    this.gauges.restart();
    this.histograms.clearAll();
  }
}
