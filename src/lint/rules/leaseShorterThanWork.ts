import { writeQuantity } from "../../../simulator/index.ts";
import { type Design, setValue } from "../../design/index.ts";
import type { Analysis } from "../Analysis.ts";
import type { Feed, FeedLease } from "../analysis/Feed.ts";
import { durationText, percentText, rateText, roundUpDuration } from "../figures.ts";
import type { Rule, RuleFinding } from "../Rule.ts";

/** Slow work that must still fit: this percentile, and so much room above it. */
const PERCENTILE = 0.99;
const ROOM = 1.5;

/** A delivery is not taken back while its handler still works on it. */
export const leaseShorterThanWork: Rule = {
  id: "lease-shorter-than-work",
  asks: "The lease of a delivery (ack deadline, visibility timeout) is longer than the slowest work.",
  harm: "done twice or out of order",
  *check(analysis) {
    for (const feed of analysis.feeds) {
      const { lease } = feed;
      if (!lease || feed.settings.lease.renewEvery !== undefined) continue;
      for (const { node, consumer } of analysis.consumersOf(feed)) {
        if (consumer.ack === "before-handler") continue;
        const finding = slowestOf(analysis, feed, lease, node);
        if (finding) yield finding;
      }
    }
  },
};

function slowestOf(
  analysis: Analysis,
  feed: Feed,
  lease: FeedLease,
  service: string,
): RuleFinding | undefined {
  let [slowest, slowestTime] = ["", 0];
  for (const message of analysis.typesThrough(feed, service)) {
    const time = analysis.work.handler(service, message).percentile(PERCENTILE);
    if (time > slowestTime) [slowest, slowestTime] = [message, time];
  }
  if (slowestTime <= lease.seconds) return undefined;
  const time = analysis.work.handler(service, slowest);
  const late = time.shareAbove(lease.seconds);
  const rate = (analysis.flow.at(service, slowest)?.rate ?? 0) * late;
  const about = time.isExact ? "" : "about ";
  const often = rate > 0 ? `, ${rateText(rate)},` : "";
  const word = lease.own?.name ?? "lease";
  const wanted = roundUpDuration(slowestTime * ROOM);
  return {
    severity: time.mean > lease.seconds ? "error" : "warning",
    target: { kind: "node", id: feed.channel, path: lease.path },
    what: `${analysis.nameOf(feed.channel)} takes a message back after ${durationText(lease.seconds)}, and the p99 of the work of ${analysis.nameOf(service)} is ${about}${durationText(slowestTime)}.`,
    why: `${about ? "About " : ""}${percentText(late)} of the messages${often} are given to a second reader while the first still works on them, and are done twice though nothing has failed.`,
    mend: `Raise the ${word} well above the p99 of the work, or renew it while the handler works.`,
    fix: {
      label: `Raise the ${word} to ${durationText(wanted)}`,
      apply: (draft) => setLease(draft, lease, wanted),
    },
  };
}

function setLease(draft: Design, { own, path }: FeedLease, seconds: number): void {
  setValue(draft, path, own ? seconds * own.scale : writeQuantity("duration", seconds));
}
