import type { FileCommands } from "../actions/index.ts";
import { type Design, parseDesign, printDesign } from "../design/index.ts";
import { type OpenedKept, openKept } from "../storage/index.ts";
import { newDesign, openNew, showAfterOpening } from "./openDesign.ts";
import type { OpenSession } from "./openSession.ts";

type KeptCommands = Pick<
  FileCommands,
  "openKept" | "duplicateKept" | "renameKept" | "deleteKept" | "restoreKept"
>;

/** What can be done with the designs that are kept in this browser. */
export function keptDesigns(session: OpenSession): KeptCommands {
  const { library } = session.keeper;
  return {
    async openKept(id) {
      const { design: before, designId } = session.designs.getState();
      if (id === designId) {
        session.view.setState({ dialog: undefined, workplace: "design" });
        return;
      }
      const opened = await readKept(session, id);
      if (!opened) return;
      const done = session.designs.open(opened.design, id);
      if (done.ok) showAfterOpening(session, opened.design.name, before);
    },
    async duplicateKept(id) {
      const opened = await readKept(session, id);
      if (opened) openNew(session, copyOf(opened.design));
    },
    async renameKept(id, name) {
      const { designId } = session.designs.getState();
      if (id === designId) {
        session.designs.edit(`rename to ${name}`, (draft) => {
          draft.name = name.slice(0, 200);
        });
        await session.keeper.flush();
      } else await rewriteName(session, id, name);
    },
    async deleteKept(id) {
      if (id === session.designs.getState().designId) await openAnother(session, id);
      await library.discard(id, Date.now());
    },
    restoreKept: (id) => library.restore(id),
  };
}

/** The same design under another name. */
export function copyOf(design: Design): Design {
  return { ...design, name: `${design.name}, copy`.slice(0, 200) };
}

async function readKept(session: OpenSession, id: string): Promise<OpenedKept | undefined> {
  await session.keeper.flush();
  const kept = await session.keeper.library.read(id);
  const opened = kept && openKept(kept);
  if (opened && "design" in opened) return opened;
  const name = kept?.record.name ?? "The design";
  const reason = opened ? opened.problem.message : "It is not there any more.";
  session.fileProblem.setState({ problem: { kind: "unreadable", name, reason } });
  return undefined;
}

/** Renames a design that is not open here; where another tab edits it, that tab is asked to join. */
async function rewriteName(session: OpenSession, id: string, name: string): Promise<void> {
  const { library } = session.keeper;
  const opened = await readKept(session, id);
  const kept = await library.read(id);
  if (!opened || !kept) return;
  const { nodes, links, revision } = kept.record;
  const text = printDesign({ ...opened.design, name: name.slice(0, 200) });
  if (!parseDesign(text).ok) return;
  await library.save(id, text, { name, nodes, links }, revision, { now: Date.now(), tab: "list" });
}

/** The open design is about to go: the one that was used before it is opened, or an empty one. */
async function openAnother(session: OpenSession, leaving: string): Promise<void> {
  await session.keeper.flush();
  const others = (await session.keeper.library.list()).filter(({ id }) => id !== leaving);
  const [next] = others;
  const opened = next && (await readKept(session, next.id));
  if (!next || !opened) {
    newDesign(session);
    session.view.setState({ dialog: "designs" });
  } else session.designs.open(opened.design, next.id);
  // What follows the opening is saving; the design that goes must not be saved after it has gone.
  await session.keeper.flush();
}
