import {
  addNode,
  connect,
  type Design,
  putIntoContainer,
  renameNode,
  setValue,
  sizeOfKind,
  spotBelow,
} from "../../design/index.ts";
import type { Analysis } from "../Analysis.ts";
import type { Feed } from "../analysis/Feed.ts";
import { lostShare } from "../analysis/failures.ts";
import { ownSetting } from "../analysis/ownWords.ts";
import { countText, durationText, listText, rateText } from "../figures.ts";
import type { Rule, RuleFinding } from "../Rule.ts";

const HOUR = 3600;

/** What is given up is kept where somebody can look at it. */
export const noDeadLetter: Rule = {
  id: "no-dead-letter",
  asks: "Messages that are given up go to a channel for dead letters.",
  harm: "lost, stuck or growing",
  *check(analysis) {
    const bare = new Map<string, Feed[]>();
    for (const feed of analysis.feeds)
      if (losesWhatFails(analysis, feed))
        bare.set(feed.channel, [...(bare.get(feed.channel) ?? []), feed]);
    for (const [channel, feeds] of bare) yield findingFor(analysis, channel, feeds);
  },
};

/** Whether some reader gives messages up, and nothing leads them away from here or from there. */
function losesWhatFails(analysis: Analysis, feed: Feed): boolean {
  if (feed.node.role === "dead-letter" || feed.deadLetterTargets.length > 0) return false;
  for (const { node, consumer } of analysis.consumersOf(feed)) {
    const leadsAway = analysis.links.from(node, "dead-letter").length > 0;
    if (consumer.ack === "after-handler" && !leadsAway) return true;
  }
  return false;
}

function findingFor(analysis: Analysis, channel: string, feeds: readonly Feed[]): RuleFinding {
  let [rate, lost] = [0, 0];
  const readers: string[] = [];
  let attempts: number | undefined;
  for (const feed of feeds)
    for (const { node, consumer } of analysis.consumersOf(feed)) {
      readers.push(analysis.nameOf(node));
      for (const message of analysis.typesThrough(feed, node)) {
        const here = analysis.flow.at(node, message)?.rate ?? 0;
        rate += here;
        lost += here * lostShare(analysis, node, message, consumer.retry);
      }
      attempts ??= attemptsOf(feed, consumer.retry.attempts);
    }
  const after = attempts === undefined ? "that cannot be mended" : `that fails ${attempts} times`;
  const figure =
    lost > 0 ? frequency(lost, rate) : rate > 0 ? `${rateText(rate)} go this way.` : "";
  return {
    severity: "warning",
    target: { kind: "node", id: channel, path: ["system", "nodes", channel] },
    what: `${listText([...new Set(readers)])} may give up messages of ${analysis.nameOf(channel)}, and no dead-letter link leads anywhere.`,
    why: `A message ${after} is gone: nobody can look at it, mend it or send it again. ${figure}`.trim(),
    mend: "Lead dead letters to a queue of their own, and watch its depth.",
    fix: {
      label: "Add a dead-letter queue",
      apply: (draft) => addDeadLetters(draft, channel, feeds, analysis.feedsOf(channel).length),
    },
  };
}

/** How often a message is lost by what the design itself says fails. */
function frequency(lost: number, rate: number): string {
  const often =
    lost * HOUR < 1
      ? `one message every ${durationText(1 / lost)}`
      : `${countText(lost * HOUR)} messages an hour of ${countText(rate * HOUR)}`;
  return `By the failures written into this design that is ${often}.`;
}

function attemptsOf(feed: Feed, attempts: number | "unlimited"): number | undefined {
  const broker =
    feed.settings.attempts.limit ?? ownSetting(feed.settings.parameters, "attempts")?.value;
  if (attempts === "unlimited") return broker;
  return broker === undefined ? attempts : Math.min(attempts, broker);
}

function addDeadLetters(
  draft: Design,
  channel: string,
  feeds: readonly Feed[],
  feedCount: number,
): void {
  const id = addNode(draft, "dead-letters", spotBelow(draft, channel, sizeOfKind("queue")));
  const node = draft.system?.nodes?.[channel];
  renameNode(draft, id, `${node?.name ?? channel} dead letters`);
  if (node && "broker" in node && node.broker !== undefined)
    putIntoContainer(draft, id, node.broker);
  const link = connect(draft, channel, id, "dead-letter");
  if (feeds.length === feedCount) return;
  // Other subscriptions have dead letters of their own: these ways are for those that have none.
  for (const [i, feed] of feeds.entries()) {
    setValue(draft, feed.path, subscriptionOf(draft, feed));
    const path = ["system", "links", i === 0 ? link : `${link}.${i}`];
    const { subscription } = feed;
    setValue(draft, path, { kind: "dead-letter", source: channel, target: id, subscription });
  }
}

/** The settings of a subscription as they stand, or empty ones that a link can name. */
function subscriptionOf(draft: Design, { channel, subscription = "" }: Feed): unknown {
  const node = draft.system?.nodes?.[channel];
  return (node && "subscriptions" in node && node.subscriptions?.[subscription]) || {};
}
