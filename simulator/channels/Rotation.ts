import type { RandomStreams } from "../kernel/RandomStreams.ts";
import type { Member } from "./Member.ts";

/** D3. Whose turn it is among the members of a subscription. */
export class Rotation {
  mode: "round-robin" | "first-waiting" | "priority" | "random" = "round-robin";
  private readonly streams: RandomStreams;
  private readonly stream: number;
  private last = -1;

  constructor(streams: RandomStreams, stream: number) {
    this.streams = streams;
    this.stream = stream;
  }

  /** The next free member of a priority; there must be one. */
  nextWith(members: readonly Member[], priority: number): Member {
    let at = this.last;
    do at = at + 1 >= members.length ? 0 : at + 1;
    while (!members[at]!.isFree || members[at]!.priority !== priority);
    this.last = at;
    return members[at]!;
  }

  /** The next free member; there must be one. In turn, the search begins after the one that got the last message. */
  next(members: readonly Member[]): Member {
    const { mode } = this;
    if (mode === "first-waiting") return this.longestFree(members);
    if (members.length === 1 && mode !== "random") return members[0]!;
    let at = mode === "priority" ? -1 : this.last;
    if (mode === "random") at = this.streams.integer(this.stream, members.length) - 1;
    do at = at + 1 >= members.length ? 0 : at + 1;
    while (!members[at]!.isFree);
    this.last = at;
    return members[at]!;
  }

  /** D3. The one that has been free for longest; of those that were never busy, the first. */
  private longestFree(members: readonly Member[]): Member {
    const free = members.filter(({ isFree }) => isFree);
    return free.reduce((first, each) => (each.freeSince < first.freeSince ? each : first));
  }
}
