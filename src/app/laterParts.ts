/** What the page shows after its first picture, or when it is asked for: one file, for the page to load by itself. */
export { Dock } from "../dock/index.ts";
export { Gallery } from "../gallery/index.ts";
export { Dialogs } from "./Dialogs.tsx";
export { Side } from "./Side.tsx";
export { WorkplaceScreen } from "./WorkplaceScreen.tsx";
