import type { Link, System } from "../model/index.ts";
import type { BrokerNodes } from "./BrokerNodes.ts";
import type { Context } from "./Context.ts";
import type { Port } from "./Port.ts";

/** N2, B9, N3. What the ways into channels can carry, and which of them stand by for which. */
export function sharePorts(
  { brokers }: Pick<Context, "brokers">,
  system: System,
  ports: ReadonlyMap<string, Port>,
): void {
  for (const [id, port] of ports) {
    const link = system.links[id]!;
    port.share(brokerOf(brokers, system, link.target));
    if (link.kind !== "publish" || link.standby) continue;
    const standbys = portsOf(system, ports, link, true);
    const fellows = portsOf(system, ports, link, false).filter((each) => each !== port);
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

function portsOf(
  system: System,
  ports: ReadonlyMap<string, Port>,
  { source }: Link,
  isStandby: boolean,
): Port[] {
  return [...ports].flatMap(([id, port]) => {
    const link = system.links[id]!;
    const isFellow = link.kind === "publish" && link.source === source;
    return isFellow && link.standby === isStandby ? [port] : [];
  });
}
