import type { System } from "../model/index.ts";
import type { BrokerNodes } from "./BrokerNodes.ts";
import type { Context } from "./Context.ts";
import type { Port } from "./Port.ts";

/** N2, B9, N3. What the ways into channels can carry, and which of them stand by for which. */
export function sharePorts(
  { brokers }: Pick<Context, "brokers">,
  system: System,
  ports: ReadonlyMap<string, Port>,
): void {
  const waysFrom = new Map<string, (readonly [string, Port])[]>();
  for (const way of ports) {
    const { source } = system.links[way[0]]!;
    const ways = waysFrom.get(source);
    if (ways === undefined) waysFrom.set(source, [way]);
    else ways.push(way);
  }
  for (const [id, port] of ports) {
    const link = system.links[id]!;
    port.share(brokerOf(brokers, system, link.target));
    if (link.kind !== "publish" || link.standby) continue;
    const ways = waysFrom.get(link.source) ?? [];
    const standbys = portsOf(system, ways, true);
    const fellows = portsOf(system, ways, false).filter((each) => each !== port);
    port.backUp(standbys, fellows);
  }
}

/** The broker that holds a channel, if it is one of the system. */
export function brokerOf(
  brokers: readonly BrokerNodes[],
  system: System,
  channel: string,
): BrokerNodes | undefined {
  const node = system.nodes[channel];
  if (node === undefined || !("broker" in node) || node.broker === undefined) return undefined;
  return brokers.find(({ id }) => id === node.broker);
}

/** Of the ways from one node those by which it publishes, on standby or not. */
function portsOf(
  system: System,
  ways: readonly (readonly [string, Port])[],
  isStandby: boolean,
): Port[] {
  return ways.flatMap(([id, port]) => {
    const link = system.links[id]!;
    return link.kind === "publish" && link.standby === isStandby ? [port] : [];
  });
}
