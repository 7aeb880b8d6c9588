import { TimeDistribution } from "./distribution.ts";
import { Id, MessageTypeName, Prose } from "./identifier.ts";
import { Count, Duration, Factor, PositiveCount, PositiveDuration, Ratio } from "./quantity.ts";
import { z } from "./zod.ts";

/**
 * Faults: what goes wrong, where, when and for how long. A target is named by its id, which a
 * rename does not change. A fault strikes once (`at`), or again and again by chance (`mttf`,
 * `mttr`), or at a step of a handler (`atStep`).
 */
const timing = {
  at: Duration.optional().describe("Simulated time at which it strikes"),
  for: PositiveDuration.optional().describe("How long it lasts; to the end of the run if absent"),
  mttf: TimeDistribution.optional().describe(
    "Time to failure, drawn anew after each repair, instead of `at`",
  ),
  mttr: TimeDistribution.optional().describe("Time to repair that goes with it"),
  note: Prose.optional(),
};

const node = Id.describe("Node that it strikes");
const link = Id.describe("Link that it strikes");
const instance = z
  .union([Count, z.enum(["all", "random"])])
  .prefault("all")
  .describe("Instance that it strikes, counted from 0");

/** Strikes when a handler comes to a step, for exact experiments. */
const AtStep = z.strictObject({
  message: z
    .union([MessageTypeName, z.literal("*")])
    .prefault("*")
    .describe("Message type whose handler it strikes; * is any"),
  step: z
    .union([
      Count,
      z.string().regex(/^(\d+|record)([.][a-zA-Z0-9]+)*$/, {
        error: 'a step is a number, or a path such as "2.choices.0.steps.1"',
      }),
    ])
    .describe(
      "Step, counted from 0 in the order of the list, or the path of one inside of it; record is the record of a deduplicating consumer",
    ),
  when: z
    .enum(["before", "during", "done", "after"])
    .prefault("before")
    .describe(
      "Before it begins; while it has not taken effect (what it asks is lost with it); when it has and the handler does not know; or after it",
    ),
  occurrence: PositiveCount.optional().describe("Only the n-th time; every time if absent"),
  probability: Ratio.prefault(1).describe("Share of the times that it strikes"),
});

const Crash = z
  .strictObject({
    fault: z.literal("crash"),
    target: node,
    instance,
    ...timing,
    atStep: AtStep.optional().describe("Strikes whenever a handler comes to a step"),
    while: z
      .enum(["always", "busy"])
      .prefault("always")
      .describe("Whether idle instances fail too (random faults)"),
  })
  .describe("The process is gone; what it held and had not acknowledged comes back");
const Pause = z
  .strictObject({
    fault: z.literal("pause"),
    target: node,
    instance,
    ...timing,
    while: z
      .enum(["always", "busy"])
      .prefault("always")
      .describe("Whether idle instances stand still too (random faults)"),
  })
  .describe("Stands still (a long garbage collection); connections stay");
const Slow = z
  .strictObject({
    fault: z.literal("slow"),
    target: node,
    factor: Factor.prefault(3).describe("Times are multiplied by this"),
    ...timing,
  })
  .describe("Everything takes longer");
const Errors = z
  .strictObject({
    fault: z.literal("errors"),
    target: node,
    probability: Ratio.prefault(1).describe("Share of attempts that fail"),
    with: z
      .enum(["transient", "permanent"])
      .prefault("transient")
      .describe("Whether another attempt can succeed"),
    ...timing,
  })
  .describe("Attempts fail");
const Outage = z
  .strictObject({
    fault: z.literal("outage"),
    target: node,
    ...timing,
    publishes: z
      .enum(["buffer", "lose", "error"])
      .optional()
      .describe("What becomes of publications meanwhile, for a channel or broker"),
  })
  .describe("Does not answer at all");
const CutOff = z
  .strictObject({
    fault: z.literal("cut-off"),
    target: z
      .union([
        z.strictObject({ link }),
        z.strictObject({ node }),
        z.strictObject({
          zones: z.tuple([Id, Id]).describe("Two zones that do not reach each other"),
        }),
      ])
      .describe("A link, all links of a node, or the network between two zones"),
    ...timing,
  })
  .describe("Network partition: nothing crosses");
const Latency = z
  .strictObject({
    fault: z.literal("latency"),
    link,
    add: TimeDistribution.describe("Further time of each crossing"),
    ...timing,
  })
  .describe("A link is slow");
const Loss = z
  .strictObject({
    fault: z.literal("loss"),
    link,
    of: z
      .enum(["publish", "confirm", "delivery", "ack", "request", "response"])
      .describe("What is lost"),
    probability: Ratio.describe("Share that is lost"),
    ...timing,
  })
  .describe("Messages on a link are lost");
const Duplicate = z
  .strictObject({
    fault: z.literal("duplicate"),
    link,
    probability: Ratio.describe("Share that comes twice"),
    ...timing,
  })
  .describe("Deliveries on a link come twice");
const Poison = z
  .strictObject({
    fault: z.literal("poison"),
    target: node,
    message: MessageTypeName.optional().describe("Message type; all if absent"),
    probability: Ratio.prefault(1).describe("Share of its messages"),
    count: PositiveCount.optional().describe("At most so many"),
    ...timing,
  })
  .describe("A producer creates messages that no handler can read");
const Spike = z
  .strictObject({
    fault: z.literal("spike"),
    target: node,
    factor: z.number().min(0).prefault(2).describe("The rate is multiplied by this"),
    ...timing,
  })
  .describe("More (or fewer) arrivals");
const Failover = z
  .strictObject({
    fault: z.literal("node-loss"),
    target: node,
    node: Count.prefault(0).describe("Broker node that dies, counted from 0"),
    power: z.boolean().prefault(false).describe("Power is lost too: what was not synced is gone"),
    ...timing,
  })
  .describe("A broker node dies and another takes over");
const ZoneOutage = z
  .strictObject({ fault: z.literal("zone-outage"), target: node, ...timing })
  .describe("Everything in a zone is gone");
const Deploy = z
  .strictObject({
    fault: z.literal("deploy"),
    target: node,
    reads: z
      .record(MessageTypeName, z.array(z.string()))
      .optional()
      .describe("Contract versions that it can read from then on"),
    writes: z
      .record(MessageTypeName, z.string())
      .optional()
      .describe("Contract version that it writes from then on"),
    rolling: PositiveDuration.optional().describe(
      "Instances are replaced one by one over this time; all at once if absent",
    ),
    down: Duration.prefault("5 s").describe("Time an instance is away"),
    ...timing,
  })
  .describe("A new version is rolled out");
const Rebalance = z
  .strictObject({
    fault: z.literal("rebalance"),
    target: node,
    every: PositiveDuration.optional().describe("Again and again while it lasts"),
    ...timing,
  })
  .describe("Members of a group leave and join");
const StorageFull = z
  .strictObject({ fault: z.literal("storage-full"), target: node, ...timing })
  .describe("Nothing more can be stored");
const Scale = z
  .strictObject({
    fault: z.literal("scale"),
    target: node,
    instances: Count.describe("Instances from then on"),
    ...timing,
  })
  .describe("The number of instances is changed");
const Rebuild = z
  .strictObject({
    fault: z.literal("rebuild"),
    target: node,
    from: Id.optional().describe("Stream or database that it reads again from the start"),
    ...timing,
  })
  .describe("A projection is rebuilt from the start");
const Redrive = z
  .strictObject({
    fault: z.literal("redrive"),
    target: node,
    to: Id.describe("Channel that dead letters go back to"),
    rate: z.number().positive().optional().describe("Messages per second"),
    count: PositiveCount.optional().describe("At most so many; all if absent"),
    ...timing,
  })
  .describe("Dead letters are sent back");

/** A fault, or an operation on the timeline. */
export const Fault = z.discriminatedUnion("fault", [
  Crash,
  Pause,
  Slow,
  Errors,
  Outage,
  CutOff,
  Latency,
  Loss,
  Duplicate,
  Poison,
  Spike,
  Failover,
  ZoneOutage,
  Deploy,
  Rebalance,
  StorageFull,
  Scale,
  Rebuild,
  Redrive,
]);
export type Fault = z.output<typeof Fault>;
export type FaultText = z.input<typeof Fault>;
export type FaultKind = Fault["fault"];

/** Ids of nodes and links that a fault names. */
export function targetsOfFault(fault: Fault | FaultText): { nodes: string[]; links: string[] } {
  const nodes: string[] = [];
  const links: string[] = [];
  if ("target" in fault) {
    const target = fault.target;
    if (typeof target === "string") nodes.push(target);
    else if ("link" in target) links.push(target.link);
    else if ("node" in target) nodes.push(target.node);
    else nodes.push(...target.zones);
  }
  if ("link" in fault) links.push(fault.link);
  if (fault.fault === "rebuild" && fault.from !== undefined) nodes.push(fault.from);
  if (fault.fault === "redrive") nodes.push(fault.to);
  return { nodes, links };
}
