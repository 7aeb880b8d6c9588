import type { Locator, Page } from "@playwright/test";

/** Windows by what the name of a picture says of them. */
export type Size = "" | "-1024" | "-1920";

/** A screen that pictures are taken of. */
export interface Screen {
  /** Without it, 1440 and 1024 points across. */
  sizes?: readonly Size[];
  /** Whether it is also shown in high contrast. */
  isContrast?: boolean;
  /** Comes to it from a new page. */
  open: (page: Page, origin: string) => Promise<void>;
  /** What of the page is shown; without it all of it. */
  area?: (page: Page) => Locator;
}
