import { createContext, type ReactNode, useContext, useState } from "react";
import { classNames } from "./classNames.ts";
import styles from "./PopupPlace.module.css";

const Place = createContext<HTMLElement | undefined>(undefined);

/**
 * The element in which menus, dialogs and toasts of this part of a page stand, held open; undefined where
 * they float over the page as usual.
 */
export const usePopupPlace = (): HTMLElement | undefined => useContext(Place);

export type PopupPlaceProps = { className?: string | undefined; children: ReactNode };

/** A stage for what floats elsewhere, so that a sheet of all parts can show it beside the others. */
export function PopupPlace({ className, children }: PopupPlaceProps) {
  const [element, setElement] = useState<HTMLElement | null>(null);
  return (
    <div ref={setElement} className={classNames(styles.place, className)}>
      {element && <Place.Provider value={element}>{children}</Place.Provider>}
    </div>
  );
}
