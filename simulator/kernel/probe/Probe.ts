import type { Region } from "../Region.ts";
import type { Clock } from "./Clock.ts";
import { Counters } from "./Counters.ts";
import { Departures } from "./Departures.ts";
import { Gauges } from "./Gauges.ts";
import { Histograms, UNMEASURED } from "./Histograms.ts";

/**
 * What may be observed of a run: the counts, levels and times that its parts write down as they go.
 * Whoever watches reads here and changes nothing; nothing in a run ever depends on it.
 */
export class Probe {
  readonly counters: Counters;
  readonly gauges: Gauges;
  readonly histograms: Histograms;
  readonly departures = new Departures();
  /** Where figures stand, for who wants them side by side with what else it asks for each message. */
  readonly region: Region;

  private readonly isWhole: boolean;

  /** @param isWhole whether all times are taken, or only the essential ones */
  constructor(clock: Clock, isWhole: boolean, region: Region) {
    this.isWhole = isWhole;
    this.region = region;
    this.counters = new Counters(region);
    this.gauges = new Gauges(clock, region);
    this.histograms = new Histograms(region);
  }

  /** Opens a histogram of times that not everybody asks for; it stays empty where only the essentials are measured. */
  openDetail(): number {
    return this.isWhole ? this.histograms.open() : UNMEASURED;
  }

  /** End of the warm-up: counts, integrals, peaks and times begin anew, the state stays. */
  restart(): void {
    this.counters.restart();
    this.gauges.restart();
    this.histograms.clearAll();
  }
}
