import type { BrowserContext, Locator, Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { expectNoSeriousIssue } from "./seriousIssues.ts";

function node(page: Page, name: string): Locator {
  return page.getByRole("group", { name: new RegExp(`^${name}, `) });
}

/** Chooses an act of the file menu, whose keys stand behind its name. */
async function fromFileMenu(page: Page, entry: string): Promise<void> {
  await page.getByRole("button", { name: /file menu/ }).click();
  await page.getByRole("menuitem", { name: new RegExp(`^${entry}`) }).click();
}

/** Opens the page on an empty design. */
async function emptyDesign(page: Page): Promise<void> {
  await page.goto("/");
  await expect(node(page, "Payment")).toBeVisible();
  await fromFileMenu(page, "New design");
  await expect(page.locator("footer")).toContainText("0 nodes");
}

/** Adds one node by the palette. */
async function add(page: Page, tile = "Queue"): Promise<void> {
  await page.locator("nav").getByRole("button", { name: tile, exact: true }).click();
}

const saved = (page: Page) => page.getByText(/^Saved \d\d:\d\d:\d\d$/);
const banner = (page: Page, text: string) =>
  page.getByRole("status").or(page.getByRole("alert")).filter({ hasText: text });

/** Runs something on the tables of the page's database, behind the app's back. */
function onTables(page: Page, act: string): Promise<unknown> {
  return page.evaluate(
    ([code = ""]) =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open("sluice");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const tables = database.transaction(["designs", "texts"], "readwrite");
          const rows = tables.objectStore("texts").getAllKeys();
          rows.onsuccess = () => {
            for (const key of rows.result) {
              if (code === "damage texts") tables.objectStore("texts").put("garbage", key);
              if (code === "damage newest") damageNewest(key);
            }
            if (code === "damage list") {
              const ids = tables.objectStore("designs").getAllKeys();
              ids.onsuccess = () => {
                for (const id of ids.result) tables.objectStore("designs").put(7, id);
              };
            }
          };
          const damageNewest = (key: IDBValidKey) => {
            const reading = tables.objectStore("texts").get(key);
            reading.onsuccess = () => {
              const row = reading.result as { revision: number; text: string };
              if (row.revision % 2 === 0) return;
              tables.objectStore("texts").put({ ...row, text: `${row.text} ` }, key);
            };
          };
          tables.oncomplete = () => {
            database.close();
            resolve(undefined);
          };
        };
      }),
    [act],
  );
}

test("a page that is killed loses at most its last second; reopened, it says what it has", async ({
  context,
}) => {
  test.setTimeout(60_000);
  let page = await context.newPage();
  await emptyDesign(page);
  let seen = 0;
  for (const wait of [1000, 250, 700]) {
    await add(page);
    await page.waitForTimeout(wait);
    if (wait >= 700) seen++;
    const session = await context.newCDPSession(page);
    // The renderer dies here, so that no handler of the page runs any more.
    await Promise.race([session.send("Page.crash").catch(() => undefined), delay(500)]);
    await page.close().catch(() => undefined);
    page = await context.newPage();
    await page.goto("/");
    const footer = page.locator("footer");
    await expect(footer).toContainText(/\d+ nodes?/);
    const count = Number(/(\d+) nodes?/.exec((await footer.textContent()) ?? "")?.[1]);
    expect(count, `after ${wait} ms`).toBeGreaterThanOrEqual(seen);
    seen = count;
  }
  expect(seen).toBeGreaterThanOrEqual(2);
});

test("edits of the last moment before a tab is closed come back", async ({ context }) => {
  const page = await context.newPage();
  await emptyDesign(page);
  await add(page);
  await expect(saved(page)).toBeVisible();
  await add(page, "Topic");
  const closed = page.waitForEvent("close");
  await page.close({ runBeforeUnload: true });
  await closed;
  const again = await context.newPage();
  await again.goto("/");
  await expect(again.locator("footer")).toContainText("2 nodes");
});

test("two tabs: one edits, the other follows live, takes over, and nothing is lost", async ({
  context,
}) => {
  test.setTimeout(60_000);
  const left = await context.newPage();
  await emptyDesign(left);
  await add(left);
  await expect(saved(left)).toBeVisible();
  const right = await context.newPage();
  await right.goto("/");
  await expect(banner(right, "Open in another tab too.")).toBeVisible();
  await expect(right.locator("footer")).toContainText("1 node");
  await add(left, "Topic");
  await expect(right.locator("footer")).toContainText("2 nodes");
  await add(right, "Consumer");
  await expect(right.getByText(/^Another tab edits this design/).first()).toBeVisible();
  await expect(right.locator("footer")).toContainText("2 nodes");
  await add(left, "Producer");
  await right.getByRole("button", { name: "Edit here instead" }).click();
  await expect(banner(left, "Open in another tab too.")).toBeVisible();
  await expect(right.locator("footer")).toContainText("3 nodes");
  await add(right, "Consumer");
  await expect(left.locator("footer")).toContainText("4 nodes");
  await right.close();
  await expect(banner(left, "Open in another tab too.")).toHaveCount(0);
  await add(left, "Queue");
  await expect(left.locator("footer")).toContainText("5 nodes");
});

test("two tabs that cannot hear each other: the later one is refused, and both are joined", async ({
  context,
}) => {
  // Without locks and channels, as in an older browser or a tab that slept.
  await context.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, "locks", { value: undefined });
    Object.assign(window, { BroadcastChannel: undefined });
  });
  const left = await context.newPage();
  await emptyDesign(left);
  await add(left);
  await expect(saved(left)).toBeVisible();
  const right = await context.newPage();
  await right.goto("/");
  await expect(right.locator("footer")).toContainText("1 node");
  await add(left, "Topic");
  await expect(saved(left)).toBeVisible();
  await left.waitForTimeout(500);
  await add(right, "Consumer");
  const dialog = right.getByRole("dialog", { name: "This design was changed in two tabs" });
  await expect(dialog).toContainText("Topic");
  await expect(dialog).toContainText("Consumer");
  await expectNoSeriousIssue(right);
  await dialog.getByRole("button", { name: "Join both" }).click();
  await expect(right.locator("footer")).toContainText("3 nodes");
  await fromFileMenu(right, "Versions…");
  await expect(right.getByRole("dialog")).toContainText("overtaken by another");
});

test("versions: named, compared, restored, and the restoring undone", async ({ page }) => {
  await emptyDesign(page);
  await add(page);
  await page.keyboard.press("Control+s");
  const dialog = page.getByRole("dialog", { name: /^Versions of/ });
  const name = dialog.getByRole("textbox", { name: "Name what is open now" });
  await expect(name).toBeFocused();
  await page.keyboard.type("One queue");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("button", { name: /One queue/ })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await add(page, "Topic");
  await expect(page.locator("footer")).toContainText("2 nodes");
  await fromFileMenu(page, "Versions…");
  await dialog.getByRole("button", { name: /One queue/ }).click();
  await expect(dialog.getByRole("list", { name: "What differs" })).toContainText("+ Topic");
  await dialog.getByRole("button", { name: "Restore, as a new version" }).click();
  await expect(page.locator("footer")).toContainText("1 node,");
  await page.getByRole("button", { name: /^Undo restore/ }).click();
  await expect(page.locator("footer")).toContainText("2 nodes");
});

test("several designs: kept, renamed, deleted and brought back, opened again after a reload", async ({
  page,
}) => {
  await emptyDesign(page);
  await add(page);
  await expect(saved(page)).toBeVisible();
  await fromFileMenu(page, "Duplicate design");
  await expect(
    page.getByRole("button", { name: "Untitled design, copy, file menu" }),
  ).toBeVisible();
  await add(page, "Topic");
  await page.reload();
  await expect(
    page.getByRole("button", { name: "Untitled design, copy, file menu" }),
  ).toBeVisible();
  await expect(page.locator("footer")).toContainText("2 nodes");
  await fromFileMenu(page, "My designs…");
  const dialog = page.getByRole("dialog", { name: "My designs" });
  await dialog.getByRole("button", { name: "Rename Untitled design", exact: true }).click();
  const field = dialog.getByRole("textbox", { name: "New name of Untitled design" });
  await field.fill("Billing");
  await field.press("Enter");
  await dialog.getByRole("button", { name: "Delete Billing" }).click();
  await expect(dialog.getByRole("button", { name: "Billing", exact: true })).toHaveCount(0);
  await page.getByRole("button", { name: "Undo", exact: true }).last().click();
  await dialog.getByRole("button", { name: "Billing", exact: true }).click();
  await expect(page.getByRole("button", { name: "Billing, file menu" })).toBeVisible();
  await expect(page.locator("footer")).toContainText("1 node,");
});

test("a damaged save: the one before it opens, and what is stored can be downloaded", async ({
  page,
}) => {
  await emptyDesign(page);
  await add(page);
  await expect(saved(page)).toBeVisible();
  await page.waitForTimeout(700);
  await add(page, "Topic");
  await page.waitForTimeout(700);
  await onTables(page, "damage newest");
  await page.reload();
  await expect(banner(page, "is damaged")).toContainText("Nothing was deleted");
  await expect(page.locator("footer")).toContainText("1 node,");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download what is stored" }).click();
  expect((await download).suggestedFilename()).toBe("sluice-store.json");
});

test("a damaged list is mended; a design that cannot be read is said and kept", async ({
  page,
}) => {
  await emptyDesign(page);
  await add(page);
  await expect(saved(page)).toBeVisible();
  await onTables(page, "damage list");
  await page.reload();
  await expect(page.locator("footer")).toContainText("1 node,");
  await onTables(page, "damage texts");
  await page.reload();
  await expect(banner(page, "cannot be read")).toContainText("stays as it is");
  await expect(node(page, "Payment")).toBeVisible();
  await page.getByRole("button", { name: "Open its newest version" }).click();
  await expect(page.locator("footer")).toContainText("0 nodes");
});

async function withoutRoom(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...args) {
      if ((window as { isFull?: boolean }).isFull)
        throw new DOMException("No room.", "QuotaExceededError");
      return put.apply(this, args);
    };
  });
}

test("no room: it is said, room is made or the design goes to a file, and then all is saved", async ({
  context,
}) => {
  await withoutRoom(context);
  const page = await context.newPage();
  await emptyDesign(page);
  await page.evaluate(() => Object.assign(window, { isFull: true }));
  await add(page);
  await expect(banner(page, "Your last edits are not saved.")).toContainText("no more room");
  await expect(page.getByText("Not saved: in this tab only")).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save to a file" }).click();
  expect((await download).suggestedFilename()).toBe("untitled-design.sluice.json");
  await page.getByRole("button", { name: "Make room…" }).click();
  await expect(page.getByRole("dialog", { name: "No room to save" })).toContainText(
    /kept in this tab/,
  );
  await expectNoSeriousIssue(page);
  await page.keyboard.press("Escape");
  // There is room once the button is pressed, and not before: every five seconds it is tried again without.
  await page.evaluate(() =>
    addEventListener("pointerdown", () => Object.assign(window, { isFull: false }), {
      capture: true,
      once: true,
    }),
  );
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(saved(page)).toBeVisible();
});

test("a browser that keeps nothing says so, and all works", async ({ context }) => {
  await context.addInitScript(() => {
    Object.defineProperty(window, "indexedDB", {
      get: () => {
        throw new DOMException("denied", "SecurityError");
      },
    });
  });
  const page = await context.newPage();
  await page.goto("/");
  await expect(banner(page, "keeps nothing between visits")).toBeVisible();
  await fromFileMenu(page, "New design");
  await add(page);
  await expect(page.locator("footer")).toContainText("1 node,");
  await expect(page.getByText("In this tab only")).toBeVisible();
});

test("files dropped on the page: a design opens, a wrong or huge one says why, nothing is lost", async ({
  page,
}) => {
  await emptyDesign(page);
  await add(page);
  const drop = (name: string, text: string, repeat = 1) =>
    page.evaluate(
      ([name = "", text = "", repeat = "1"]) => {
        const data = new DataTransfer();
        data.items.add(new File(Array(Number(repeat)).fill(text), name));
        window.dispatchEvent(new DragEvent("drop", { dataTransfer: data, cancelable: true }));
      },
      [name, text, String(repeat)],
    );
  const dialog = page.getByRole("dialog");
  await drop("picture.png", "\u0089PNG\r\n");
  await expect(dialog).toContainText("This is not JSON");
  await page.keyboard.press("Escape");
  await drop("huge.sluice.json", " ".repeat(1 << 20), 65);
  await expect(dialog).toContainText("It has 65 MiB; no design is larger than 64 MiB.");
  await page.keyboard.press("Escape");
  await drop(
    "two.sluice.json",
    '{\n"format": 3,\n"name": "Two mistakes",\n"system": {"nodes": {\n"q": {"kind": "queue", "maxDeliverys": 3},\n"p": {"kind": "que"}}}}',
  );
  await expect(dialog).toContainText("2 mistakes in two.sluice.json");
  await expect(dialog).toContainText("line 5");
  await dialog.getByRole("button", { name: "Open without the 2" }).click();
  await expect(page.getByRole("button", { name: "Two mistakes, file menu" })).toBeVisible();
  await expect(page.locator("footer")).toContainText("1 node,");
  await page.getByRole("button", { name: /^Undo open/ }).click();
  await expect(page.getByRole("button", { name: "Untitled design, file menu" })).toBeVisible();
  await expect(page.locator("footer")).toContainText("1 node,");
});

test("a reload in the middle of a run keeps the design, and the run begins again", async ({
  page,
}) => {
  await page.goto("/");
  await node(page, "Payment").click();
  await page.keyboard.press("Delete");
  await page.reload();
  await expect(page.getByRole("timer", { name: "Simulated time" })).toContainText("00:00:0");
});

test.describe("a worker that dies", () => {
  test.use({ expectedComplaint: /planted/ });

  test("stops the run with the reason; the run goes on by its history, the design untouched", async ({
    page,
  }) => {
    test.setTimeout(60_000);
    await page.goto("/");
    await expect(node(page, "Payment")).toBeVisible();
    await expect(page.getByRole("timer", { name: "Simulated time" })).toContainText(/00:00:0[2-9]/);
    await node(page, "Payment").click({ button: "right" });
    await page.getByRole("menuitem", { name: /Crash all instances/ }).click();
    await expect(node(page, "Payment")).toHaveAccessibleName(/crashed/);
    const [worker] = page.workers();
    await worker?.evaluate(() => {
      setTimeout(() => {
        throw new Error("planted");
      });
    });
    await expect(banner(page, "The run stopped.")).toContainText("Your design is untouched");
    const before = await page.getByRole("timer", { name: "Simulated time" }).textContent();
    await page.getByRole("button", { name: "Run again" }).click();
    await expect(banner(page, "The run stopped.")).toHaveCount(0);
    await expect(node(page, "Payment")).toHaveAccessibleName(/crashed/);
    const seconds = (text: string | null) => Number(/(\d\d)\.\d+/.exec(text ?? "")?.[1]);
    await expect
      .poll(async () =>
        seconds(await page.getByRole("timer", { name: "Simulated time" }).textContent()),
      )
      .toBeGreaterThanOrEqual(seconds(before));
  });
});

const delay = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
