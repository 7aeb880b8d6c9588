import type { Directed } from "./Directed.ts";
import { deliveryRows } from "./delivery.ts";
import { publishingRows } from "./publishing.ts";
import { stepRows } from "./steps.ts";

/** Parameters by the way in which a figure goes when they change. */
export const directedRows: readonly Directed[] = [...deliveryRows, ...publishingRows, ...stepRows];
