import { Backoff } from "../kernel/Backoff.ts";
import { lawOf } from "../kernel/lawOf.ts";
import type { CallPolicy, Step } from "../model/index.ts";
import { crossingOf } from "../model/network.ts";
import { Breaker } from "./Breaker.ts";
import { Bulkhead } from "./Bulkhead.ts";
import type { Call, StoreWork } from "./Call.ts";
import type { CallStep } from "./HandlerCompiler.ts";
import { KeyMemory } from "./KeyMemory.ts";
import { RetryBudget } from "./RetryBudget.ts";
import type { Service } from "./Service.ts";
import { TokenBucket } from "./TokenBucket.ts";
import type { World } from "./World.ts";

/** What a call has besides its policy and its way. */
interface Particulars {
  readonly effects?: readonly number[];
  readonly memory?: KeyMemory | undefined;
  readonly store?: StoreWork | undefined;
  readonly type?: number;
  readonly waits?: boolean;
  readonly continues?: boolean;
  readonly poll?: Call["poll"];
  readonly conflict?: Call["conflict"] | undefined;
}

/** Number of a call step; −1 when no link leads to what it asks. */
export function compileCallStep(
  world: World,
  service: Service,
  step: CallStep,
  store: StoreWork | undefined,
  conflict: Call["conflict"] | undefined,
): number {
  const target = step.do === "read" ? step.from : step.to;
  const { events } = world.context.kernel;
  const isCall = step.do === "call";
  const poll = isCall && step.poll;
  return compileCall(world, service, target, step.do, isCall ? step : undefined, {
    effects: effectsOfStep(world, step),
    memory: isCall ? memoryOf(world, step.idempotencyKey, target) : undefined,
    store,
    type: isCall && step.message !== undefined ? world.context.types.indexOf(step.message) : -1,
    waits: !isCall || step.wait,
    continues: step.onFailure === "continue",
    poll: poll ? { lane: events.laneFor(poll.every), most: poll.most ?? Infinity } : undefined,
    conflict,
  });
}

/** Number of a call of a service to a neighbor; −1 when no link leads there. */
export function compileCall(
  world: World,
  service: Service,
  target: string,
  work: CallStep["do"],
  policy: CallPolicy | undefined,
  more: Particulars = {},
): number {
  const server = world.servers.get(target);
  const callee = server ?? world.endpoints.get(target);
  const way = wayOf(world, service.id, target);
  if (callee === undefined || way === undefined) return -1;
  const { kernel } = world.context;
  const stream = kernel.stream(service.id, `backoff of calls to ${target}`);
  return world.calls.add({
    callee,
    server,
    ...way,
    work,
    policy,
    waits: more.waits ?? true,
    continues: more.continues ?? false,
    effects: more.effects ?? [],
    memory: more.memory,
    store: more.store,
    type: more.type ?? -1,
    poll: more.poll,
    conflict: more.conflict ?? { address: -1, retries: 0 },
    crashPoint: -1,
    backoff: new Backoff(kernel, policy?.backoff ?? { kind: "none" }, stream),
    breaker: policy?.breaker && new Breaker(kernel.events, policy.breaker),
    budget: policy?.budget && new RetryBudget(kernel.events, policy.budget),
    bulkhead: policy?.concurrency === undefined ? undefined : new Bulkhead(policy.concurrency),
    limiter:
      policy?.rateLimit &&
      new TokenBucket(kernel.events, policy.rateLimit.rate, policy.rateLimit.burst),
    waitsForToken: policy?.rateLimit?.whenExceeded === "wait",
  });
}

/** The link from one node to another along which it calls, reads or writes. */
function wayOf(
  world: World,
  source: string,
  target: string,
): Pick<Call, "wire" | "crossing"> | undefined {
  const found = Object.entries(world.system.links).find(
    ([, link]) =>
      link.source === source &&
      link.target === target &&
      ["call", "read", "write", "subscribe"].includes(link.kind),
  );
  if (found === undefined) return undefined;
  const [id, link] = found;
  const { delays } = world.context.kernel;
  const times = crossingOf(world.system, link).map((latency) => lawOf(latency ?? 0));
  const crossing = delays.share({ kind: "sum", of: times });
  return { wire: world.wires.get(id)!, crossing: delays.isZero(crossing) ? -1 : crossing };
}

/** Numbers of what a step does; −1 − number of what it undoes. */
export function effectsOfStep(world: World, step: Step): number[] {
  const number = (name: string): number => world.effectNames.indexOf(name);
  return [
    ...(step.effect === undefined ? [] : [number(step.effect)]),
    ...(step.undoes === undefined ? [] : [-1 - number(step.undoes)]),
  ];
}

function memoryOf(world: World, key: string | undefined, target: string): KeyMemory | undefined {
  const node = world.system.nodes[target];
  if (key === undefined || node?.kind !== "dependency" || node.idempotency === undefined)
    return undefined;
  const { types, kernel } = world.context;
  const isByRoot = world.system.keys[key]?.values.values === "unique";
  const window = node.idempotency.window ?? Infinity;
  return new KeyMemory(kernel.events, types.keyIndex(key), window, isByRoot);
}
