/** The palette of commands and the sheet of keys: two views of the list of acts. */
export { CommandPalette } from "./CommandPalette.tsx";
export { KeysDialog } from "./KeysDialog.tsx";
