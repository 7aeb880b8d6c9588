import { type Coverage, oneOf } from "./simulated.ts";

const timing: Coverage = { fault: true, at: true, for: true, mttf: true, mttr: true };

/** Coverage of each kind of fault. */
export const FAULTS: Readonly<Record<string, Coverage>> = {
  crash: {
    ...timing,
    target: true,
    instance: true,
    while: true,
    "atStep.message": true,
    "atStep.step": true,
    "atStep.when": true,
    "atStep.occurrence": true,
    "atStep.probability": true,
  },
  pause: { ...timing, target: true, instance: true, while: true },
  slow: { ...timing, target: true, factor: true },
  errors: { ...timing, target: true, probability: true, with: true },
  outage: { ...timing, target: true, publishes: true },
  "cut-off": { ...timing, target: true },
  latency: { ...timing, link: true, add: true },
  loss: {
    ...timing,
    link: true,
    of: oneOf("publish", "confirm", "delivery", "ack", "request", "response"),
    probability: true,
  },
  duplicate: { ...timing, link: true, probability: true },
  poison: { ...timing, target: true, message: true, probability: true, count: true },
  spike: { ...timing, target: true, factor: true },
  redrive: { ...timing, target: true, to: true, rate: true, count: true },
  "storage-full": { ...timing, target: true },
  "zone-outage": { ...timing, target: true },
  scale: { ...timing, target: true, instances: true },
  "node-loss": { ...timing, target: true, node: true, power: true },
  deploy: { ...timing, target: true, reads: true, writes: true, rolling: true, down: true },
  rebalance: { ...timing, target: true, every: true },
  rebuild: { ...timing, target: true, from: true },
};
