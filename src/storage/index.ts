/** What is kept between visits. Only this folder knows the browser's database. */
export { type Autosave, type SaveStatus, startAutosave } from "./autosave.ts";
export { type DesignStorage, openDesignStorage, type SavedDesign } from "./DesignStorage.ts";
export { type ChosenFile, chooseFile, downloadText, fileNameOf, readFile } from "./designFiles.ts";
export { recallRecentActions, rememberAction } from "./recentActions.ts";
export { keepViewport, recallViewport } from "./savedViewport.ts";
