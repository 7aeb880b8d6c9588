import { callRows } from "./calls.ts";
import type { Directed } from "./Directed.ts";
import { deliveryRows } from "./delivery.ts";
import { publishingRows } from "./publishing.ts";
import { scalingRows } from "./scaling.ts";
import { stepRows } from "./steps.ts";
import { versionRows } from "./versions.ts";

/** Parameters by the way in which a figure goes when they change. */
export const directedRows: readonly Directed[] = [
  ...callRows,
  ...deliveryRows,
  ...publishingRows,
  ...scalingRows,
  ...stepRows,
  ...versionRows,
];
