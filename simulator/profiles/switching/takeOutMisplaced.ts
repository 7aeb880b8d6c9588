import { System, type SystemText } from "../../model/index.ts";
import { lowerSystem } from "../lowerSystem.ts";
import { partAt } from "./json.ts";
import type { UnmatchedSetting } from "./SwitchReport.ts";

/**
 * Takes out of the groups of a system's streams what has no meaning there under the new broker: words for partitions where
 * single messages are shared, and the other way about. Changes the system that it is given.
 * @returns what was taken out, and why
 */
export function takeOutMisplaced(system: SystemText): UnmatchedSetting[] {
  const checked = System.safeParse(lowerSystem(system));
  if (checked.success) return [];
  return checked.error.issues.flatMap(({ code, path, message }): UnmatchedSetting[] => {
    const [at, group] = [path.slice(0, 4).map(String), path.slice(0, -1).map(String)];
    if (code !== "custom" || path[0] !== "nodes" || path[2] !== "subscriptions") return [];
    const part = partAt(system, group);
    const word = String(path.at(-1));
    if (part === undefined || !Object.hasOwn(part, word)) return [];
    const { [word]: value } = part;
    delete part[word];
    return [{ at, name: path.slice(4).join("."), value, why: message }];
  });
}
