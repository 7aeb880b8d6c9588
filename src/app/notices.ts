import { createStore, type StoreApi } from "zustand/vanilla";
import type { IconName } from "../ui/icons/iconNames.ts";

/** A message under the top bar that stays until it is closed or settled. */
export interface Notice {
  tone: "plain" | "warn" | "bad";
  icon?: IconName;
  /** What happened. */
  title: string;
  /** What is safe and what to do. */
  text: string;
  actions?: readonly NoticeAction[];
}

/** A way out of what a notice tells. */
export interface NoticeAction {
  label: string;
  onAct: () => void;
}

/** The notice that stands, one at a time: a new one takes the place of the old. */
export type NoticeStore = StoreApi<{ notice: Notice | undefined }>;

/** Creates the place for notices, empty. */
export function createNotices(): NoticeStore {
  return createStore(() => ({ notice: undefined as Notice | undefined }));
}
