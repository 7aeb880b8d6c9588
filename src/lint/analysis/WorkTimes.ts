import { lawOf, type Step, type System, type TimeDistribution } from "../../../simulator/index.ts";
import { sharedByBatch } from "./sharedByBatch.ts";
import { WorkTime } from "./WorkTime.ts";
import type { StepVisit } from "./walkSteps.ts";

/** Where the steps of a service's handler for a message type are to be had. */
export type VisitsOf = (service: string, message: string) => readonly StepVisit[];

/**
 * How long handlers work when nothing fails and nobody waits: the sum of their steps. Retries,
 * waiting for a free slot and the answer to an `await` come on top, so real times are longer.
 */
export class WorkTimes {
  readonly #system: System;
  readonly #visitsOf: VisitsOf;
  readonly #known = new Map<string, WorkTime>();
  readonly #pending = new Set<string>();
  readonly #byLaw = new Map<TimeDistribution, WorkTime>();

  constructor(system: System, visitsOf: VisitsOf) {
    this.#system = system;
    this.#visitsOf = visitsOf;
  }

  /** Time of one run of a handler. A service that calls itself in a circle counts once. */
  handler(service: string, message: string): WorkTime {
    const key = `${service}\0${message}`;
    const known = this.#known.get(key);
    if (known) return known;
    if (this.#pending.has(key)) return WorkTime.none;
    this.#pending.add(key);
    const time = WorkTime.sum(
      this.#visitsOf(service, message).map((visit) => ({
        time: this.#step(visit.step, message),
        share: visit.share,
      })),
    );
    this.#pending.delete(key);
    this.#known.set(key, time);
    return time;
  }

  /** Seconds that one message keeps a slot busy: steps that are done once a batch are shared out. */
  slotSeconds(service: string, message: string): number {
    const node = this.#system.nodes[service];
    let seconds = 0;
    for (const { step, share } of this.#visitsOf(service, message)) {
      seconds += (share * this.#step(step, message).mean) / sharedByBatch(node, step);
    }
    return seconds;
  }

  #step(step: Step, message: string): WorkTime {
    switch (step.do) {
      case "work":
        return this.#of(step.time);
      case "call":
        return step.wait ? this.#call(step, message) : WorkTime.none;
      case "read":
        return this.#database(step.from, "readLatency", step.rows);
      case "write":
        return this.#database(step.to, "writeLatency", step.rows);
      default:
        return WorkTime.none;
    }
  }

  /** Its one answer, without retries; a callee that is slower than the caller waits costs that wait. */
  #call(step: Extract<Step, { do: "call" }>, message: string): WorkTime {
    const callee = this.#system.nodes[step.to];
    let answer = WorkTime.none;
    if (callee?.kind === "endpoint") answer = this.handler(step.to, step.message ?? message);
    if (callee?.kind === "dependency") answer = this.#of(callee.latency);
    return step.timeout !== undefined && answer.mean > step.timeout
      ? this.#of(step.timeout)
      : answer;
  }

  #database(id: string, latency: "readLatency" | "writeLatency", rows = 1): WorkTime {
    const database = this.#system.nodes[id];
    if (database?.kind !== "database") return WorkTime.none;
    return WorkTime.sum([
      { time: this.#of(database[latency]), share: 1 },
      { time: this.#of(database.rowLatency * (rows - 1)), share: 1 },
    ]);
  }

  #of(law: TimeDistribution): WorkTime {
    const known = this.#byLaw.get(law);
    if (known) return known;
    const time = WorkTime.of(lawOf(law));
    this.#byLaw.set(law, time);
    return time;
  }
}
