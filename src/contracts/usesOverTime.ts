import { type FaultText, type ScenarioText, secondsOf } from "../../simulator/index.ts";
import { type TypeUser, unreadable } from "./usersOf.ts";

/** A stretch of a run in which a node writes or reads the same versions. */
export interface Use {
  from: number;
  to: number;
  /** Undefined where it reads all of them. */
  versions: readonly string[] | undefined;
  /** Versions that are written in that stretch and that this node cannot read. */
  lacking: readonly string[];
}

/** A node with what it writes or reads in the course of a run. */
export interface UserOverTime {
  user: TypeUser;
  uses: readonly Use[];
}

type Deploy = Extract<FaultText, { fault: "deploy" }>;

/**
 * Who writes and reads which version of a message type in the course of a scenario: its deploys change it,
 * each from the moment on at which it begins.
 * @param seconds how long the scenario is
 */
export function usesOverTime(
  users: readonly TypeUser[],
  message: string,
  scenario: ScenarioText | undefined,
  seconds: number,
): UserOverTime[] {
  const deploys = deploysOf(scenario, seconds);
  const moments = [...new Set([0, ...deploys.map(({ at }) => at)])].sort((a, b) => a - b);
  const stretches = moments.map((from, index) => {
    const then = users.map((user) => ({
      ...user,
      versions: versionsAt(user, message, deploys, from),
    }));
    return { from, to: moments[index + 1] ?? seconds, then };
  });
  return users.map((user, index) => ({
    user,
    uses: joined(
      stretches.map(({ from, to, then }) => {
        const now = then[index] ?? user;
        return { from, to, versions: now.versions, lacking: unreadable(now, then) };
      }),
    ),
  }));
}

function deploysOf(scenario: ScenarioText | undefined, seconds: number) {
  return Object.values(scenario?.faults ?? {})
    .filter((fault): fault is Deploy => fault.fault === "deploy")
    .flatMap((deploy) => (deploy.at === undefined ? [] : [{ deploy, at: secondsOf(deploy.at) }]))
    .filter(({ at }) => at < seconds)
    .sort((a, b) => a.at - b.at);
}

function versionsAt(
  { id, role, versions }: TypeUser,
  message: string,
  deploys: readonly { deploy: Deploy; at: number }[],
  moment: number,
): readonly string[] | undefined {
  let now = versions;
  for (const { deploy, at } of deploys) {
    if (at > moment || deploy.target !== id) continue;
    const written = deploy.writes?.[message];
    if (role === "reads") now = deploy.reads?.[message] ?? now;
    else if (written !== undefined) now = [written];
  }
  return now;
}

/** Stretches in which nothing changes are one. */
function joined(uses: readonly Use[]): Use[] {
  const all: Use[] = [];
  for (const use of uses) {
    const last = all.at(-1);
    if (last && sameVersions(last, use)) last.to = use.to;
    else all.push({ ...use });
  }
  return all;
}

const sameVersions = (one: Use, other: Use) =>
  String(one.versions) === String(other.versions) && String(one.lacking) === String(other.lacking);
