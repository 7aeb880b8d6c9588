/** The bars above and below: file, transport, clock and status. */

export { RunDialogs } from "./RunDialogs.tsx";
export { SavedText } from "./SavedText.tsx";
export { StatusBar } from "./StatusBar.tsx";
export { TopBar } from "./TopBar.tsx";
