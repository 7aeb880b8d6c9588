import { Withdrawals, WithdrawnFigures } from "./Withdrawals.ts";
import type { World } from "./World.ts";

/** H16. Where types withdraw others: what each consumer that handles them does with withdrawn facts. */
export function watchWithdrawals(world: World): void {
  const { types } = world.context;
  const hasAny = types.names.some((_, type) => types.typeAt(type)?.withdraws !== undefined);
  if (!hasAny) return;
  const withdrawals = new Withdrawals(types);
  for (const [id, service] of world.services) {
    const node = world.system.nodes[id];
    const handled = node?.kind === "consumer" ? Object.keys(node.handlers) : [];
    const isFact = (name: string): boolean =>
      name === "*" || withdrawals.factOf.includes(types.indexOf(name));
    if (handled.some(isFact)) service.withdrawn = new WithdrawnFigures(types, withdrawals, handled);
  }
}
