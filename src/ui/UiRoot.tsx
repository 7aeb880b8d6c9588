import { CSPProvider } from "@base-ui/react/csp-provider";
import { Tooltip } from "@base-ui/react/tooltip";
import type { ReactNode } from "react";
import { IconSprite } from "./icons/IconSprite.tsx";
import "./tokens/global.css";
import { Toasts } from "./toast/Toasts.tsx";

const TOOLTIP_DELAY_MS = 500;

/** What every widget needs around it: tokens, icons, the place of toasts, and one delay for all tooltips. */
export function UiRoot({ children }: { children: ReactNode }) {
  return (
    // The page's policy forbids style elements that are made at run time.
    <CSPProvider disableStyleElements>
      <Tooltip.Provider delay={TOOLTIP_DELAY_MS}>
        <IconSprite />
        {children}
        <Toasts />
      </Tooltip.Provider>
    </CSPProvider>
  );
}
