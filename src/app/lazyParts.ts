import { lazy } from "react";

/** The design is drawn before any of these has come. */
const load = () => import("./laterParts.ts");

export const Dock = lazy(async () => ({ default: (await load()).Dock }));
export const Gallery = lazy(async () => ({ default: (await load()).Gallery }));
export const Dialogs = lazy(async () => ({ default: (await load()).Dialogs }));
export const Side = lazy(async () => ({ default: (await load()).Side }));
export const WorkplaceScreen = lazy(async () => ({ default: (await load()).WorkplaceScreen }));
