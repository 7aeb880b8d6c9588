/** A record that followers do not have yet. */
interface Uncopied {
  readonly offset: number;
  readonly message: number;
  /** When they have it; ∞ while nobody is there to copy it. */
  due: number;
}

/** The copies of one partition: which broker node leads, who is in step, and what only the leader has. */
export class ReplicaSet {
  /** Broker nodes that hold a copy. */
  readonly nodes: readonly number[];
  leader: number;
  /** Nodes in step with the leader, itself included. */
  inSync: number[];
  /** Nobody leads: the node that did is gone. */
  isOffline = false;
  /** A follower in step is gone and nobody has noticed: what is published waits for it. */
  isStalled = false;
  /** The leader lost its power: what was not on disk is gone when it comes back. */
  hasLostPower = false;
  readonly uncopied: Uncopied[] = [];
  lastDue = 0;

  constructor(nodes: readonly number[]) {
    this.nodes = nodes;
    this.leader = nodes[0]!;
    this.inSync = [...nodes];
  }

  /** Whether any follower counts for what readers may see. */
  get hasFollowers(): boolean {
    return this.inSync.length > 1;
  }

  /** Offset before which readers may read: what all in step have. ∞ where that is everything. */
  get readableEnd(): number {
    if (this.isOffline) return 0;
    const first = this.uncopied[0];
    return first === undefined || !this.hasFollowers ? Infinity : first.offset;
  }
}
