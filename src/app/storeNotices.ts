import type { StoreTrouble } from "../storage/index.ts";
import { timeOfDay } from "../ui/index.ts";
import type { Notice, NoticeAction } from "./notices.ts";

/** What is said of the browser's store, by what is wrong with it: what is safe comes first. */

const TROUBLE: Record<StoreTrouble, Pick<Notice, "tone" | "title" | "text">> = {
  unavailable: {
    tone: "warn",
    title: "This browser keeps nothing between visits.",
    text: "All works, but your design lives in this tab only. Save it as a file before you close the tab.",
  },
  newer: {
    tone: "warn",
    title: "Your designs were kept by a newer Sluice.",
    text: "They are untouched. Reload to get the newest Sluice; until then this tab keeps nothing.",
  },
  blocked: {
    tone: "warn",
    title: "A tab with an older Sluice is still open.",
    text: "Your designs are untouched. Close that tab and reload this one; until then it keeps nothing.",
  },
  damaged: {
    tone: "bad",
    title: "The browser's store of designs cannot be opened.",
    text: "It stays as it is. This tab works without it, or begins a new one beside it.",
  },
};

/** The store cannot be used at all. */
export function storeNotice(kind: StoreTrouble, ways: StoreWays): Notice {
  const offered = kind === "damaged" ? [ways.reload, ways.beginNew] : [ways.reload];
  return { ...TROUBLE[kind], actions: kind === "unavailable" ? [] : offered };
}

/** Ways out of trouble with the store. */
export interface StoreWays {
  reload: NoticeAction;
  beginNew: NoticeAction;
  downloadAll: NoticeAction;
}

export const NEWER_IS_OPEN: Pick<Notice, "tone" | "icon" | "title" | "text"> = {
  tone: "warn",
  icon: "deploy",
  title: "A newer Sluice is open in another tab.",
  text: "All that was saved is safe. Reload to go on; this tab cannot save any more.",
};

/** The last edits of a tab that was closed or killed are back. */
export function recoveredNotice(savedAt: number): Notice {
  return {
    tone: "plain",
    icon: "history",
    title: "Recovered after the tab was closed.",
    text: `All up to ${timeOfDay(savedAt)} is here.`,
  };
}

/** The last save is damaged; the one before it is open. */
export function olderNotice(name: string, savedAt: number, actions: NoticeAction[]): Notice {
  return {
    tone: "warn",
    title: `The last save of ${name} is damaged.`,
    text: `This is the one before it, of ${timeOfDay(savedAt)}. Nothing was deleted.`,
    actions,
  };
}

/** Nothing of the design can be read but perhaps one of its versions. */
export function unreadableNotice(name: string, reason: string, actions: NoticeAction[]): Notice {
  return {
    tone: "bad",
    title: `${name} cannot be read.`,
    text: `${reason} What is stored stays as it is; another design is open meanwhile.`,
    actions,
  };
}
