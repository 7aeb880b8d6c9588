import type { FaultKind, FaultText } from "../../../simulator/index.ts";
import type { IconName } from "../../ui/index.ts";

/** Icon of a kind of fault, and whether it strains or breaks. */
export const FAULT_FACES: Record<FaultKind, { icon: IconName; isStrain: boolean }> = {
  crash: { icon: "crash", isStrain: false },
  pause: { icon: "pause", isStrain: true },
  slow: { icon: "slow", isStrain: true },
  errors: { icon: "errors", isStrain: false },
  outage: { icon: "outage", isStrain: false },
  "cut-off": { icon: "partition", isStrain: false },
  latency: { icon: "latency", isStrain: true },
  loss: { icon: "loss", isStrain: false },
  duplicate: { icon: "duplicate", isStrain: true },
  poison: { icon: "poison", isStrain: false },
  spike: { icon: "spike", isStrain: true },
  "node-loss": { icon: "failover", isStrain: false },
  "zone-outage": { icon: "outage", isStrain: false },
  deploy: { icon: "deploy", isStrain: true },
  rebalance: { icon: "rebalance", isStrain: true },
  "storage-full": { icon: "storage", isStrain: false },
  scale: { icon: "deploy", isStrain: true },
  rebuild: { icon: "rerun", isStrain: true },
  redrive: { icon: "rerun", isStrain: true },
};

const percent = (share: number | undefined) =>
  share === undefined || share === 1 ? "" : ` ${Number((share * 100).toPrecision(3))} %`;

/** Who is struck: the whole service, or one instance, counted from 1 as on the canvas. */
function struck(instance: number | "all" | "random" | undefined, all: string, one: string): string {
  if (instance === undefined || instance === "all") return all;
  return instance === "random" ? `an instance ${one}` : `instance ${instance + 1} ${one}`;
}

/** A fault in few words, its target apart: "instance 2 crashes", "slow × 3". */
export function faultWords(fault: FaultText): string {
  switch (fault.fault) {
    case "crash":
      return struck(fault.instance, "crash", "crashes");
    case "pause":
      return struck(fault.instance, "paused", "pauses");
    case "slow":
      return `slow × ${fault.factor ?? 3}`;
    case "spike":
      return `spike × ${fault.factor ?? 2}`;
    case "errors":
      return `errors${percent(fault.probability)}`;
    case "loss":
      return `loses ${fault.of}${percent(fault.probability)}`;
    case "duplicate":
      return `duplicates${percent(fault.probability)}`;
    case "latency":
      return typeof fault.add === "string" ? `+ ${fault.add}` : "slower link";
    case "poison":
      return fault.count === undefined ? "poison" : `${fault.count} poison`;
    case "cut-off":
      return "cut off";
    case "node-loss":
      return `node ${(fault.node ?? 0) + 1} lost`;
    case "zone-outage":
      return "zone down";
    case "storage-full":
      return "storage full";
    case "scale":
      return `scaled to ${fault.instances}`;
    default:
      return fault.fault;
  }
}
