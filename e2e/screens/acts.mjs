/** What the program of pictures does on the page. */

/** @typedef {import("@playwright/test").Page} Page */

/** Does an act of the list, as the palette of commands does. */
export async function command(/** @type {Page} */ page, /** @type {string} */ name) {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Commands" }).waitFor();
  await page.keyboard.insertText(name);
  // The keys of an act are part of what its option is called.
  const option = page
    .getByRole("option")
    .filter({ hasText: name })
    .and(page.locator("[data-highlighted]"));
  await option.waitFor();
  await page.keyboard.press("Enter");
}

/** Runs the open design to a moment and waits until it stands there. */
export async function runTo(/** @type {Page} */ page, /** @type {string} */ moment) {
  await command(page, "Run to…");
  await page.getByRole("dialog", { name: "Run to a moment" }).waitFor();
  await page.keyboard.insertText(moment);
  await page.keyboard.press("Enter");
  await page
    .locator("footer")
    .getByText(/Paused|Finished/)
    .waitFor({ timeout: 120_000 });
}

export async function openApp(/** @type {Page} */ page, /** @type {string} */ origin) {
  await page.goto(origin);
  await node(page, "Payment").waitFor();
}

export const node = (/** @type {Page} */ page, /** @type {string} */ name) =>
  page.getByRole("group", { name: new RegExp(`^${name}, `) });

/** Adds a node by the palette. */
export const place = (/** @type {Page} */ page, /** @type {string} */ tile) =>
  page
    .locator("nav")
    .getByRole("button", { name: new RegExp(`^(Add )?${tile}$`, "i") })
    .click();

/** Drops a file on the page. */
export const drop = (
  /** @type {Page} */ page,
  /** @type {string} */ name,
  /** @type {string} */ text,
) =>
  page.evaluate(
    ([name = "", text = ""]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], name));
      window.dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true }));
    },
    [name, text],
  );
