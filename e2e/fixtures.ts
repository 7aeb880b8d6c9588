import { test as base, expect } from "@playwright/test";

export { expect };

/**
 * The test of every journey. It fails when the page complains (a console error or warning, an
 * uncaught error) or asks for anything beyond its own origin, whatever else the journey checks.
 */
export const test = base.extend<{ quietPage: undefined; expectedComplaint: RegExp | undefined }>({
  /** A complaint that the journey provokes; without it there must be none. */
  expectedComplaint: [undefined, { option: true }],
  quietPage: [
    async ({ context, baseURL, expectedComplaint }, use) => {
      const complaints: string[] = [];
      // A dialog of the operating system could not be answered; the page then asks by an input.
      await context.addInitScript(() => {
        Object.assign(window, { showOpenFilePicker: undefined, showSaveFilePicker: undefined });
      });
      context.on("console", (message) => {
        if (message.type() !== "error" && message.type() !== "warning") return;
        complaints.push(`console ${message.type()}: ${message.text()}`);
      });
      context.on("weberror", (error) => complaints.push(`uncaught: ${error.error().stack}`));
      context.on("request", (request) => {
        const url = new URL(request.url());
        const isLocal = url.protocol === "data:" || url.protocol === "blob:";
        if (!isLocal && url.origin !== baseURL) complaints.push(`request left: ${url.href}`);
      });
      context.on("requestfailed", (request) => {
        const reason = request.failure()?.errorText;
        // A page that is left, or a request the app itself aborts, is no complaint.
        if (reason !== "net::ERR_ABORTED") complaints.push(`${reason}: ${request.url()}`);
      });
      await use(undefined);
      const unexpected = complaints.filter((each) => !expectedComplaint?.test(each));
      expect(unexpected, "the page stays quiet and at home").toEqual([]);
    },
    { auto: true },
  ],
});
