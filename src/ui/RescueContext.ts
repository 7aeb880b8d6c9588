import { createContext } from "react";

/** What a failed part offers so that nothing is lost, such as the design as a download. */
export const RescueContext = createContext<{ label: string; onAct: () => void } | undefined>(
  undefined,
);
