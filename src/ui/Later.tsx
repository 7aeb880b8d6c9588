import { type ReactNode, Suspense, useDeferredValue } from "react";

/** What may come a moment after the rest of the page: the first picture does not wait for it. */
export function Later({ children }: { children: ReactNode }) {
  return useDeferredValue(true, false) && <Suspense>{children}</Suspense>;
}
