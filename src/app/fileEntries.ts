import { ACTIONS, actionEntry } from "../actions/index.ts";
import type { MenuEntry } from "../ui/index.ts";
import type { OpenSession } from "./openSession.ts";

/** The file menu: what can be done with the design as a whole. */
export function fileEntries(session: OpenSession): MenuEntry[] {
  const examples = session.files.current?.examples ?? [];
  return [
    ...ACTIONS.filter(({ group }) => group === "File").map((act) => actionEntry(act, session)),
    { kind: "separator" },
    { kind: "heading", label: "Examples" },
    ...examples.map(
      ({ file, name }): MenuEntry => ({
        kind: "act",
        id: `example-${file}`,
        label: name,
        onSelect: () => session.files.current?.openExample(file),
      }),
    ),
  ];
}
