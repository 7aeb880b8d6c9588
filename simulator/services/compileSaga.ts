import type { Command, SagaStep } from "./Saga.ts";
import type { World } from "./World.ts";

/** Commands and compensations of a saga, in the order of its steps; a step without a command is only observed. */
export function compileSaga(world: World, id: string): SagaStep[] {
  const saga = world.system.nodes[id];
  if (saga?.kind !== "saga") return [];
  return saga.steps.flatMap(({ command, to, compensation }) => {
    if (command === undefined) return [];
    const back = compensation?.command;
    return [
      {
        command: commandTo(world, id, command, to),
        compensation: back === undefined ? undefined : commandTo(world, id, back, compensation?.to),
      },
    ];
  });
}

/** A command of a saga, and the channel that it goes to. */
export function commandTo(
  world: World,
  saga: string,
  type: string,
  to: string | undefined,
): Command {
  const found = Object.entries(world.system.links).find(
    ([, link]) =>
      link.kind === "publish" && link.source === saga && (to === undefined || link.target === to),
  );
  const port = found && world.ports.get(found[0]);
  if (port === undefined)
    throw new Error(
      `Saga "${saga}" sends ${type}, but no publish link leads to ${to ?? "a channel"}.`,
    );
  return { type: world.context.types.indexOf(type), port };
}
