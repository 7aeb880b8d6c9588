import { useStore } from "zustand";
import { parameterRows, type SystemNodeText } from "../../../simulator/index.ts";
import { type DesignStore, problemSentence, setValue } from "../../design/index.ts";
import { fieldOf, SectionBox } from "../../fields/index.ts";
import { parameterField } from "./parameterField.ts";

export type ParameterSectionsProps = {
  store: DesignStore;
  id: string;
  node: SystemNodeText;
  /** The node with which the run began. */
  former: unknown;
};

/** Where a node can say something in the words of its broker: itself, its groups, its publishing. */
function placesOfNode(node: SystemNodeText): { path: string[]; about: string }[] {
  const groups = "subscriptions" in node ? Object.keys(node.subscriptions ?? {}) : [];
  return [
    { path: [], about: "" },
    ...groups.map((name) => ({ path: ["subscriptions", name], about: `group ${name}` })),
    { path: ["publisher"], about: "publishing" },
  ];
}

/** The settings of a node in its broker's own words. */
export function ParameterSections({ store, id, node, former }: ParameterSectionsProps) {
  const system = useStore(store, (state) => state.design.system);
  return placesOfNode(node).map(({ path, about }) => {
    const at = ["nodes", id, ...path];
    const rows = parameterRows(system ?? {}, at);
    const [first] = rows;
    if (first === undefined) return null;
    const owner = path.reduce<unknown>(fieldOf, node);
    const change = (next: Record<string, unknown>) => {
      const held = fieldOf(owner, "parameters");
      const names = rows.map(({ parameter }) => parameter.name);
      const changed = names.filter((name) => fieldOf(held, name) !== next[name]);
      if (changed.length === 0) return undefined;
      const result = store.edit(`change ${changed.join(", ")} of ${node.name ?? id}`, (draft) => {
        for (const name of changed)
          setValue(draft, ["system", ...at, "parameters", name], next[name]);
      });
      return result.ok ? undefined : problemSentence(result.problems[0]);
    };
    return (
      <SectionBox
        key={path.join(".")}
        title={[first.profile.name, about].filter(Boolean).join(": ")}
        more={rows.map(parameterField)}
        value={fieldOf(owner, "parameters") ?? {}}
        former={fieldOf(path.reduce<unknown>(fieldOf, former), "parameters") ?? {}}
        onChange={change}
      />
    );
  });
}
