import type { Profile } from "../Profile.ts";

/** A broker for teaching: no words of its own, every primitive as the model has it. */
export const generic: Profile = {
  id: "generic",
  name: "Generic broker",
  versions: ["1"],
  parameters: [],
  vectors: [],
  errors: {},
  marksRedelivered: true,
  reports: "deliveries",
  modelled: ["Every setting of queues, topics, streams and consumers under its common name."],
  leftOut: ["It stands for no product: nothing about it was observed anywhere."],
};
