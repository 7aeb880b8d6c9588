import type { Port } from "../channels/Port.ts";
import type { Step } from "../model/index.ts";
import { type Act, FAILED, GO_ON } from "./Interpreter.ts";
import type { Service } from "./Service.ts";
import { traceChild } from "./traceChild.ts";
import type { World } from "./World.ts";

/** How a reply step answers: a request of the endpoint, or in a channel (RULES K7, W5). */
export function replyAct(
  world: World,
  service: Service,
  step: Extract<Step, { do: "reply" }>,
): Act {
  const endpoint = world.endpoints.get(service.id);
  const port = replyPort(world, service, step);
  if (endpoint !== undefined && (step.message === undefined || port === undefined))
    return (delivery) => {
      endpoint.reply(delivery, step.status ?? 200);
      return GO_ON;
    };
  if (port === undefined || step.message === undefined) return () => GO_ON;
  const { context, handling } = world;
  const type = context.types.indexOf(step.message);
  return (delivery) => {
    const { messages, types, entries } = context;
    const parent = entries.messageOf(handling.deliveries.entryOf(delivery));
    const message = messages.createChild(parent, service.node, 0);
    types.describe(message, type, service.stream);
    service.figures.published();
    traceChild(context, message, parent, service.node);
    service.publisher.publish(message, port, -1);
    messages.done(message);
    return GO_ON;
  };
}

/** The channel of a reply: the one that is named, else one with that role, else the only one. */
function replyPort(
  world: World,
  service: Service,
  step: Extract<Step, { do: "reply" }>,
): Port | undefined {
  const links = Object.entries(world.system.links).filter(
    ([, link]) =>
      link.kind === "publish" &&
      link.source === service.id &&
      (step.to === undefined || link.target === step.to),
  );
  const isReply = ([, link]: (typeof links)[number]): boolean => {
    const node = world.system.nodes[link.target];
    return node !== undefined && "role" in node && node.role === "reply";
  };
  const found = links.find(isReply) ?? (links.length === 1 ? links[0] : undefined);
  return found && world.ports.get(found[0]);
}

/** Withdraws what a channel holds back of a type and key (RULES P7). */
export function cancelAct(world: World, step: Extract<Step, { do: "cancel" }>): Act {
  const { context, handling, scheduled, nodeIds } = world;
  const { messages, types, entries } = context;
  const channel = nodeIds.indexOf(step.in);
  const type = types.indexOf(step.message);
  const key = types.keyIndex(step.key);
  scheduled.watch(channel);
  return (delivery) => {
    const message = entries.messageOf(handling.deliveries.entryOf(delivery));
    scheduled.cancel(channel, type, messages.rootValue(message, key));
    return GO_ON;
  };
}

/** Fails for messages that were written in one of these versions (RULES V2). */
export function versionsAct(world: World, versions: readonly string[], kind: number): Act {
  const { context, handling } = world;
  return (delivery) => {
    const message = context.entries.messageOf(handling.deliveries.entryOf(delivery));
    return versions.includes(context.types.versions.nameOf(message) ?? "") ? FAILED + kind : GO_ON;
  };
}
