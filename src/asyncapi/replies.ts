import type { LinkText } from "../../simulator/index.ts";
import { present, type ReplyObject } from "./AsyncApiDocument.ts";
import type { DocumentKeys } from "./DocumentKeys.ts";
import { answersOf } from "./endpoints.ts";
import { pointer } from "./Keys.ts";
import type { MessageFlow } from "./MessageFlow.ts";
import { flatSteps, handlersOf, stepsOf } from "./publications.ts";

/** Where an answer goes when the design names no channel: the request says it. */
const REPLY_TO = "$message.header#/replyTo";

interface Exchange {
  action: "send" | "receive";
  service: string;
  channel: string;
  link?: LinkText;
}

/** The reply of an operation: what answers it, and where. The steps of the handlers tell. */
export function replyOf(
  { action, service, channel, link }: Exchange,
  flow: MessageFlow,
  keys: DocumentKeys,
): ReplyObject | undefined {
  const isAnsweringEndpoint = service === channel && action === "receive";
  const isAsking = link?.kind === "call";
  if (isAnsweringEndpoint || isAsking) {
    const answers = answersOf(channel, flow).map(({ type }) => type);
    return answers.length === 0 ? undefined : replyIn(channel, answers, flow, keys);
  }
  if (action === "receive") return answerOf(service, flow, keys);
  return link?.kind === "publish" ? awaitedOf(link, flow, keys) : undefined;
}

function answerOf(service: string, flow: MessageFlow, keys: DocumentKeys): ReplyObject | undefined {
  const node = flow.nodes[service];
  const answers = node?.kind === "consumer" ? stepsOf(node, "reply") : [];
  const to = answers.find((answer) => answer.to !== undefined)?.to;
  if (to !== undefined) {
    const types = answers.filter((answer) => answer.to === to).map(({ message }) => message ?? "");
    return replyIn(to, types, flow, keys);
  }
  return answers.length === 0 ? undefined : { address: { location: REPLY_TO } };
}

/** An `await` step with a reply channel answers the publication that stands before it. */
function awaitedOf(
  link: Extract<LinkText, { kind: "publish" }>,
  flow: MessageFlow,
  keys: DocumentKeys,
): ReplyObject | undefined {
  const node = flow.nodes[link.source];
  const published = new Set(flow.published(link).map(({ type }) => type));
  for (const [, steps] of node === undefined ? [] : handlersOf(node)) {
    let asked: string | undefined;
    for (const step of flatSteps(steps)) {
      if (step.do === "publish") asked = step.message;
      if (step.do !== "await" || step.from === undefined) continue;
      if (asked !== undefined && published.has(asked))
        return replyIn(step.from, step.messages, flow, keys);
    }
  }
  return undefined;
}

function replyIn(
  channel: string,
  types: readonly string[],
  flow: MessageFlow,
  keys: DocumentKeys,
): ReplyObject | undefined {
  const isEndpoint = flow.nodes[channel]?.kind === "endpoint";
  const inChannel = isEndpoint ? answersOf(channel, flow) : flow.inChannel(channel);
  const contracts = inChannel.filter(({ type }) => types.includes(type));
  const messages = [...new Set(keys.messagesOf(channel, contracts).map(({ $ref }) => $ref))];
  return present<ReplyObject>({
    channel: { $ref: pointer("channels", keys.channels.keyOf(channel)) },
    messages: messages.map(($ref) => ({ $ref })),
  });
}
