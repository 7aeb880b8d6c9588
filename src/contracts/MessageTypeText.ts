import type { Design } from "../design/index.ts";

/** A message type as it stands in the file. */
export type MessageTypeText = NonNullable<NonNullable<Design["system"]>["messageTypes"]>[string];
