import { channel, type Directed, oneChannel } from "./Directed.ts";

/** Rows of when messages come into being. */
export const arrivalRows: readonly Directed[] = [
  {
    leaf: "Arrivals(closed).thinkTime",
    values: ["100 ms", "2 s"],
    make: (thinkTime) =>
      oneChannel({
        producer: { arrivals: { process: "closed", users: 2, thinkTime } },
        duration: "5 s",
      }),
    figure: channel("published"),
    second: "fewer",
  },
  {
    leaf: "Arrivals(renewal).interval",
    values: ["100 ms", "2 s"],
    make: (interval) =>
      oneChannel({ producer: { arrivals: { process: "renewal", interval } }, duration: "5 s" }),
    figure: channel("published"),
    second: "fewer",
  },
];
