/**
 * Seed of one replication: a hash of the run's text, the case's id and the number of the replication, so
 * that replications do not depend on one another or on the order in which they run. FNV-1a twice, with
 * different starts, mixed as MurmurHash3 does at its end; 53 bits, as many as a seed has.
 */
export function seedOf(text: string, caseId: string, replication: number): number {
  const name = `${text}\0${caseId}\0${replication}`;
  const high = hash(name, 0x811c9dc5) & 0x1fffff;
  return high * 2 ** 32 + hash(name, 0x9747b28c);
}

function hash(text: string, start: number): number {
  let h = start;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
