import { createContext, useContext } from "react";
import { useStore } from "zustand";
import { createStore, type StoreApi } from "zustand/vanilla";

/**
 * Whether the canvas is seen from so far that a node is its icon, its border and its health, and from
 * how far then.
 */
export type FarStore = StoreApi<{ isFar: boolean; zoom: number }>;

/** Begins near. */
export function createFarStore(): FarStore {
  return createStore(() => ({ isFar: false, zoom: 1 }));
}

export const FarContext = createContext<FarStore>(createFarStore());

/** From far away nodes leave out what could not be seen: a large design opens and moves the faster. */
export function useIsFar(): boolean {
  return useStore(useContext(FarContext), ({ isFar }) => isFar);
}
