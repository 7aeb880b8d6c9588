import { parseDesign } from "../design/index.ts";
import { beginNewStore, type DesignLibrary, downloadText } from "../storage/index.ts";
import type { FoundDesign } from "./findDesign.ts";
import type { NoticeAction } from "./notices.ts";
import { openNew } from "./openDesign.ts";
import type { OpenSession } from "./openSession.ts";
import {
  olderNotice,
  recoveredNotice,
  type StoreWays,
  storeNotice,
  unreadableNotice,
} from "./storeNotices.ts";

/** Takes the design over for this tab, and says what was not as it should be. */
export async function sayHowItWasFound(session: OpenSession, found: FoundDesign): Promise<void> {
  const { keeper, notices } = session;
  const { kept, opened, unreadable, storeFailure } = found;
  const ways = storeWays(keeper.library);
  const isWriter = await keeper.begin(kept?.record.revision ?? 0);
  if (storeFailure !== undefined) {
    const notice = storeNotice("damaged", ways);
    notices.setState({ notice: { ...notice, text: `${storeFailure} ${notice.text}` } });
  } else if (unreadable) {
    const version = await newestVersion(session, unreadable.id);
    const actions = version ? [version, ways.downloadAll] : [ways.downloadAll];
    notices.setState({ notice: unreadableNotice(unreadable.name, unreadable.reason, actions) });
  }
  if (!kept || !opened || !isWriter) return;
  if (opened.isOlder) {
    const notice = olderNotice(kept.record.name, opened.savedAt, [ways.downloadAll]);
    notices.setState({ notice });
  } else if (opened.isRecovered) notices.setState({ notice: recoveredNotice(opened.savedAt) });
  await keeper.takeJournal(kept);
}

/** Opens the newest version of a design that can still be read. */
async function newestVersion(session: OpenSession, id: string): Promise<NoticeAction | undefined> {
  const { library } = session.keeper;
  for (const version of await library.versions(id)) {
    const text = await library.versionText(version);
    const parsed = text === undefined ? undefined : parseDesign(text);
    if (!parsed?.ok) continue;
    return { label: "Open its newest version", onAct: () => void openNew(session, parsed.design) };
  }
  return undefined;
}

/** What can be done about the store. Nothing of it deletes anything. */
export function storeWays(library: DesignLibrary): StoreWays {
  return {
    reload: { label: "Reload", onAct: () => location.reload() },
    beginNew: {
      label: "Begin a new store",
      onAct: () => {
        beginNewStore(Date.now());
        location.reload();
      },
    },
    downloadAll: {
      label: "Download what is stored",
      onAct: () => void downloadAll(library),
    },
  };
}

/** Everything in the store as it stands, readable or not. */
export async function downloadAll(library: DesignLibrary): Promise<void> {
  const raw = await library.raw().catch((error: unknown) => ({ failed: String(error) }));
  downloadText("sluice-store.json", `${JSON.stringify(raw, null, 1)}\n`);
}
