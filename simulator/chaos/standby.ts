import type { World } from "../services/World.ts";

/** F3. Links are cut, or mended again: what is published waits at them, members behind them are not heard. */
export function cutLinks(world: World, ids: readonly string[], by: 1 | -1): void {
  for (const id of ids) {
    const wire = world.wires.get(id);
    if (wire === undefined) continue;
    wire.cuts += by;
    wire.refresh();
    if (!wire.isCut) world.ports.get(id)?.mend();
  }
  for (const member of world.handling.members) {
    if (!ids.includes(member.wire.id)) continue;
    member.refresh();
    member.subscription.memberChanged(member);
    if (!member.wire.isCut) member.subscription.serve(member);
  }
}

/** N3. Standby subscriptions are connected while the others of their node lead nowhere. */
export function switchStandbys(world: World): void {
  for (const standby of world.standbyLinks) {
    const isTaken = !standby.others.some(({ link, channel }) => isOpen(world, link, channel));
    if (isTaken === standby.isTaken) continue;
    standby.isTaken = isTaken;
    cutLinks(world, [standby.id], isTaken ? -1 : 1);
  }
}

function isOpen(world: World, link: string, id: string): boolean {
  const channel = world.queues.get(id) ?? world.topics.get(id) ?? world.streams.get(id);
  return channel?.isOpen === true && world.wires.get(link)?.isCut === false;
}
