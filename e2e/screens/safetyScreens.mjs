import { command, drop, openApp, place, runTo } from "./acts.mjs";

const BROKEN_FILE = `{
  "format": 3,
  "name": "Orders",
  "system": {
    "nodes": {
      "payment.q": { "kind": "queue", "lease": { "timeout": "1 secnd" } },
      "stock.q": { "kind": "que" }
    }
  }
}`;

/**
 * What is said when something could get lost.
 * @type {Record<string, import("./Screen.ts").Screen>}
 */
export const safetyScreens = {
  "safety-versions": {
    async open(page, origin) {
      await openApp(page, origin);
      await command(page, "New design");
      await place(page, "Queue");
      await command(page, "Versions…");
      const name = page.getByRole("textbox", { name: "Name what is open now" });
      await name.fill("As shown in the review");
      await name.press("Enter");
      const version = page.getByRole("button", { name: /As shown in the review/ });
      await version.waitFor();
      await page.getByRole("button", { name: "Close" }).click();
      await place(page, "Topic");
      await command(page, "Versions…");
      await version.click();
      await page.getByText("From this version to now").waitFor();
    },
  },
  "safety-broken-file": {
    async open(page, origin) {
      await openApp(page, origin);
      await drop(page, "orders.sluice.json", BROKEN_FILE);
      await page.getByRole("dialog").waitFor();
    },
  },
  "safety-newer-file": {
    async open(page, origin) {
      await openApp(page, origin);
      await drop(page, "checkout.sluice.json", '{"format": 5, "name": "Checkout"}');
      await page.getByRole("dialog").waitFor();
    },
  },
  "safety-run-stopped": {
    async open(page, origin) {
      await openApp(page, origin);
      await runTo(page, "0:34.5");
      const notice = page.getByText("The run stopped.");
      // A worker that was just begun is not always heard at once.
      while (!(await notice.isVisible())) {
        for (const worker of page.workers())
          if (worker.url().includes("simulation"))
            await worker.evaluate(() => {
              setTimeout(() => {
                throw new Error("The simulation ran out of memory.");
              });
            });
        await page.waitForTimeout(500);
      }
    },
  },
  "safety-damaged-store": {
    async open(page, origin) {
      await page.addInitScript(() => {
        IDBFactory.prototype.open = () => {
          throw new DOMException("Internal error opening backing store.", "UnknownError");
        };
      });
      await openApp(page, origin);
      await page.getByText("The browser's store of designs cannot be opened.").waitFor();
    },
  },
  "safety-rescue": {
    async open(page, origin) {
      // Whatever fails while the page opens leads there; this is what it cannot do without.
      await page.addInitScript(() => {
        Object.defineProperty(crypto, "getRandomValues", { value: undefined });
      });
      await page.goto(origin);
      await page.getByRole("heading", { name: "Sluice could not be opened." }).waitFor();
    },
  },
  "safety-no-room": {
    async open(page, origin) {
      await page.addInitScript(() => {
        IDBObjectStore.prototype.put = () => {
          throw new DOMException("No room.", "QuotaExceededError");
        };
      });
      await openApp(page, origin);
      await command(page, "New design");
      await place(page, "Queue");
      await page.getByRole("button", { name: "Make room…" }).click();
      await page.getByRole("dialog").waitFor();
    },
  },
  "safety-two-tabs": {
    async open(page, origin) {
      // Without locks and channels, as in an older browser or a tab that slept.
      await page.context().addInitScript(() => {
        Object.defineProperty(Navigator.prototype, "locks", { value: undefined });
        Object.assign(window, { BroadcastChannel: undefined });
      });
      const other = await page.context().newPage();
      await openApp(other, origin);
      await command(other, "New design");
      await place(other, "Queue");
      await other.getByText(/^Saved /).waitFor();
      await page.goto(origin);
      await page.locator("footer").getByText("1 node, ").waitFor();
      await place(other, "Topic");
      await other.waitForTimeout(1500);
      await page.bringToFront();
      await place(page, "Consumer");
      await page.getByRole("dialog", { name: "This design was changed in two tabs" }).waitFor();
    },
  },
  "safety-other-tab": {
    async open(page, origin) {
      await openApp(page, origin);
      await command(page, "New design");
      await place(page, "Queue");
      await page.waitForTimeout(1500);
      const id = await page.evaluate(() => sessionStorage.getItem("sluice.open"));
      const other = await page.context().newPage();
      await other.goto(origin);
      // The other tab waits for the design until this one lets it go.
      await other.evaluate((name) => {
        void navigator.locks.request(
          `sluice.design.${name}`,
          { steal: true },
          () => new Promise(() => {}),
        );
      }, id);
      await page.getByText("Open in another tab too.").waitFor();
      await page.bringToFront();
    },
  },
};
