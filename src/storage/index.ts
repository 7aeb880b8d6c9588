/** What is kept between visits. Only this folder knows the browser's database. */
export { readClipboard, writeClipboard } from "./clipboard.ts";
export {
  type ChosenFile,
  chooseFile,
  downloadText,
  fileNameOf,
  readFile,
  saveText,
} from "./designFiles.ts";
export type { Conflict } from "./keeper/Conflict.ts";
export type { ClaimState } from "./keeper/DesignClaim.ts";
export { tabPorts } from "./keeper/DesignClaim.ts";
export { DesignKeeper } from "./keeper/DesignKeeper.ts";
export { type OpenedKept, openKept } from "./keeper/openKept.ts";
export type { SaveStatus } from "./keeper/SaveStatus.ts";
export { hasSeenTour, rememberTour } from "./keptTour.ts";
export type { DesignLibrary } from "./library/DesignLibrary.ts";
export type { StoreTrouble } from "./library/databaseBackend.ts";
export type { KeptDesign } from "./library/keptDesign.ts";
export type { DesignRecord, VersionRecord } from "./library/records.ts";
export { beginNewStore, openLibrary } from "./openLibrary.ts";
export { recallRecentActions, rememberAction } from "./recentActions.ts";
export { keepViewport, recallViewport } from "./savedViewport.ts";
export { freshName, setDesignOfTab } from "./tab.ts";
export { untilIdle } from "./untilIdle.ts";
