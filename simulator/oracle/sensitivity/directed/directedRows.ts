import { arrivalRows } from "./arrivals.ts";
import { branchRows } from "./branches.ts";
import { brokerRows } from "./brokers.ts";
import { callRows } from "./calls.ts";
import { contentRows } from "./contents.ts";
import type { Directed } from "./Directed.ts";
import { databaseRows } from "./databases.ts";
import { deliveryRows } from "./delivery.ts";
import { mirrorRows } from "./mirrors.ts";
import { publishingRows } from "./publishing.ts";
import { returnRows } from "./returns.ts";
import { sagaRows } from "./sagas.ts";
import { scalingRows } from "./scaling.ts";
import { stepRows } from "./steps.ts";
import { streamRows } from "./streams.ts";
import { transactionRows } from "./transactions.ts";
import { versionRows } from "./versions.ts";

/** Parameters by the way in which a figure goes when they change. */
export const directedRows: readonly Directed[] = [
  ...arrivalRows,
  ...branchRows,
  ...brokerRows,
  ...callRows,
  ...contentRows,
  ...databaseRows,
  ...deliveryRows,
  ...mirrorRows,
  ...publishingRows,
  ...returnRows,
  ...sagaRows,
  ...scalingRows,
  ...stepRows,
  ...streamRows,
  ...transactionRows,
  ...versionRows,
];
