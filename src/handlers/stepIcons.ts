import type { StepKind } from "../../simulator/index.ts";
import type { IconName } from "../ui/index.ts";

/** Steps without a picture of their own borrow the nearest one. */
export const STEP_ICONS: Record<StepKind, IconName> = {
  work: "s-work",
  call: "s-call",
  read: "s-read",
  write: "s-write",
  publish: "s-publish",
  cancel: "close",
  ack: "s-ack",
  reply: "s-reply",
  fail: "s-fail",
  await: "s-await",
  branch: "s-branch",
  window: "latency",
};
