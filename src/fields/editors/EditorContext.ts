import { createContext, useContext } from "react";
import type { SelectOption } from "../../ui/index.ts";

/** What an editor may know of the design around its field. */
export type EditorSurroundings = {
  /** Names that a field may take, such as the brokers of the design; undefined for free text. */
  namesFor: (key: string) => readonly SelectOption<string>[] | undefined;
};

export const EditorContext = createContext<EditorSurroundings>({ namesFor: () => undefined });

export const useSurroundings = () => useContext(EditorContext);
