import type { Member } from "./Member.ts";

/** D13. Of the members of a subscription one is served; when it is lost, the one that has waited longest. */
export class ActiveMember {
  private active: Member | undefined = undefined;
  /** Members that were lost, in that order: they stand behind the others when they are back. */
  private readonly lost: Member[] = [];

  /** The member that is served now, undefined while nobody is there. */
  among(members: readonly Member[]): Member | undefined {
    if (this.active === undefined || this.active.isLeaving) this.active = this.next(members);
    return this.active;
  }

  lose(member: Member): void {
    const before = this.lost.indexOf(member);
    if (before >= 0) this.lost.splice(before, 1);
    this.lost.push(member);
    if (this.active === member) this.active = undefined;
  }

  private next(members: readonly Member[]): Member | undefined {
    const isThere = (member: Member): boolean => member.isTaking && !member.isLeaving;
    return (
      members.find((member) => isThere(member) && !this.lost.includes(member)) ??
      this.lost.find(isThere)
    );
  }
}
