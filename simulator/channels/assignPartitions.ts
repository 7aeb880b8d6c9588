/** How the partitions of a stream are shared out among the members of a group. */
export type AssignmentStrategy = "range" | "round-robin" | "sticky" | "cooperative-sticky";

/**
 * Shares partitions out among members (RULES S2). Source of the strategies: Apache Kafka,
 * `partition.assignment.strategy`: RangeAssignor, RoundRobinAssignor, StickyAssignor, CooperativeStickyAssignor.
 * @param previous member that had each partition, −1 for none; only sticky strategies look at it
 * @returns the member of each partition, −1 when there are no members
 */
export function assignPartitions(
  strategy: AssignmentStrategy,
  members: number,
  previous: readonly number[],
): number[] {
  if (members === 0) return previous.map(() => -1);
  if (strategy === "round-robin") return previous.map((_, partition) => partition % members);
  return strategy === "range" ? inBlocks(previous.length, members) : keeping(members, previous);
}

/** Contiguous blocks, the first members one partition more. */
function inBlocks(partitions: number, members: number): number[] {
  const share = Math.floor(partitions / members);
  const longer = (partitions % members) * (share + 1);
  return Array.from({ length: partitions }, (_, p) =>
    p < longer
      ? Math.floor(p / (share + 1))
      : (partitions % members) + Math.floor((p - longer) / Math.max(1, share)),
  );
}

/** Everybody keeps what he has, up to his share; the rest goes in order to those who have less than theirs. */
function keeping(members: number, previous: readonly number[]): number[] {
  const had = new Array<number>(members).fill(0);
  for (const member of previous) if (member >= 0) had[member]!++;
  const room = sharesOf(previous.length, had);
  const owners = previous.map((member) => {
    if (member < 0 || room[member]! === 0) return -1;
    room[member]!--;
    return member;
  });
  let next = 0;
  return owners.map((owner) => {
    if (owner >= 0) return owner;
    while (room[next] === 0) next++;
    room[next]!--;
    return next;
  });
}

/** Who gets one partition more when they do not come out even: those who have the most, so that the fewest move. */
function sharesOf(partitions: number, had: readonly number[]): number[] {
  const share = Math.floor(partitions / had.length);
  const shares = had.map(() => share);
  const byCount = had.map((_, member) => member).sort((a, b) => had[b]! - had[a]! || a - b);
  for (const member of byCount.slice(0, partitions % had.length)) shares[member]!++;
  return shares;
}
