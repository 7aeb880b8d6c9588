import { later } from "../ui/index.ts";

/** The design is drawn before any of these has come. */
const load = () => import("./laterParts.ts");

export const Dock = later(async () => (await load()).Dock);
export const Gallery = later(async () => (await load()).Gallery);
export const Dialogs = later(async () => (await load()).Dialogs);
export const Side = later(async () => (await load()).Side);
export const WorkplaceScreen = later(async () => (await load()).WorkplaceScreen);
