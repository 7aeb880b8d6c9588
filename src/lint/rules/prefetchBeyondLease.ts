import type { NodeOf } from "../../../simulator/index.ts";
import { setValue } from "../../design/index.ts";
import type { Analysis } from "../Analysis.ts";
import type { Feed } from "../analysis/Feed.ts";
import { prefetchOf } from "../analysis/slots.ts";
import { countText, durationText } from "../figures.ts";
import type { Rule, RuleFinding } from "../Rule.ts";

/** Share of the time that may be used up by what an instance holds. */
const ROOM = 0.5;

/** An instance does not hold more than it can work off before its deliveries are taken back. */
export const prefetchBeyondLease: Rule = {
  id: "prefetch-beyond-lease",
  asks: "What an instance holds is done before its lease ends.",
  harm: "done twice or out of order",
  *check(analysis) {
    for (const feed of analysis.feeds)
      for (const { node, consumer } of analysis.consumersOf(feed)) {
        if (consumer.ack === "before-handler") continue;
        const finding =
          feed.node.kind === "stream"
            ? ofPoll(analysis, feed, node, consumer)
            : ofPrefetch(analysis, feed, node, consumer);
        if (finding) yield finding;
      }
  },
};

function ofPrefetch(
  analysis: Analysis,
  feed: Feed,
  id: string,
  consumer: NodeOf<"consumer">,
): RuleFinding | undefined {
  const { lease, settings } = feed;
  if (!lease || settings.lease.renewEvery !== undefined) return undefined;
  if (settings.lease.startsAt !== "delivery" || consumer.concurrency === "unlimited")
    return undefined;
  const held = Math.min(prefetchOf(consumer), settings.maxInFlight ?? Number.POSITIVE_INFINITY);
  const work = meanWork(analysis, feed, id);
  const time = (held / consumer.concurrency) * work;
  if (work === 0 || held <= consumer.concurrency || time <= lease.seconds) return undefined;
  const fitting = Math.floor((ROOM * lease.seconds * consumer.concurrency) / work);
  const wanted = Math.max(consumer.concurrency, fitting);
  const path = ["system", "nodes", id, "prefetch"];
  const word = lease.own?.name ?? "lease";
  return {
    severity: "warning",
    target: { kind: "node", id, path },
    what: `An instance of ${analysis.nameOf(id)} may hold ${Number.isFinite(held) ? countText(held) : "any number of"} messages, and ${analysis.nameOf(feed.channel)} takes each back after ${durationText(lease.seconds)}.`,
    why: `${durationText(work)} of work for each and ${countText(consumer.concurrency)} at once: ${
      Number.isFinite(time)
        ? `the last one is done after ${durationText(time)}, when it has long been given to somebody else`
        : `all beyond ${countText((lease.seconds * consumer.concurrency) / work)} are given to somebody else before they are begun`
    }.`,
    mend: `Hold less (a prefetch of at most ${countText(wanted)} leaves room), or raise the ${word}.`,
    fix: {
      label: `Hold at most ${countText(wanted)}`,
      apply: (draft) => setValue(draft, path, wanted),
    },
  };
}

/** A group member that is not back for its next poll in time is taken for dead. */
function ofPoll(
  analysis: Analysis,
  feed: Feed,
  id: string,
  consumer: NodeOf<"consumer">,
): RuleFinding | undefined {
  const batch = consumer.poll?.batch;
  const limit = feed.settings.assign.pollTimeout;
  if (batch === undefined || limit === undefined) return undefined;
  const each = Math.max(
    0,
    ...analysis.typesThrough(feed, id).map((message) => analysis.work.slotSeconds(id, message)),
  );
  const partitions = feed.node.kind === "stream" ? feed.node.partitions : 1;
  const atOnce = consumer.concurrency === "unlimited" ? partitions : consumer.concurrency;
  const time = (batch / Math.min(atOnce, partitions)) * each;
  if (time <= limit) return undefined;
  const wanted = Math.max(1, Math.floor((ROOM * batch * limit) / time));
  const path = ["system", "nodes", id, "poll", "batch"];
  return {
    severity: "warning",
    target: { kind: "node", id, path },
    what: `${analysis.nameOf(id)} takes up to ${countText(batch)} messages in one poll, and a member that does not poll for ${durationText(limit)} is removed.`,
    why: `A full batch takes ${durationText(time)}: the group takes the member for dead, moves its partitions, and others do the same messages again.`,
    mend: `Take fewer messages at once (at most ${countText(wanted)} leaves room), or raise the poll timeout.`,
    fix: {
      label: `Take at most ${countText(wanted)} at once`,
      apply: (draft) => setValue(draft, path, wanted),
    },
  };
}

function meanWork(analysis: Analysis, feed: Feed, service: string): number {
  const times = analysis
    .typesThrough(feed, service)
    .map((message) => analysis.work.handler(service, message).mean);
  return Math.max(0, ...times);
}
