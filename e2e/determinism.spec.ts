import { execFileSync } from "node:child_process";
import { expect, test } from "./fixtures.ts";

const EXAMPLE = "public/examples/order-processing.sluice.json";

/** What the same engine says of the example in Node. */
function digestInNode(seed: number): string {
  const args = ["dist-cli/main.js", "run", EXAMPLE, "--seed", String(seed), "--json"];
  let printed: string;
  try {
    printed = execFileSync(process.execPath, args, { encoding: "utf8", maxBuffer: 1 << 26 });
  } catch (error) {
    // A broken objective of the example ends with 1 and prints its report all the same.
    printed = (error as { stdout: string }).stdout;
  }
  return (JSON.parse(printed) as { digest: string }).digest;
}

test("ten simulated minutes give the same digest in Chromium and in Node; another seed, another", async ({
  page,
}) => {
  test.setTimeout(90_000);
  await page.goto("/");
  await page.getByRole("textbox", { name: "Seed" }).fill("7");
  await page.getByRole("textbox", { name: "Seed" }).press("Enter");
  await page.getByRole("button", { name: "Run to the end" }).click();
  const shown = page.locator("footer").getByText(/^digest [0-9a-f]{16}$/);
  await expect(shown).toBeVisible({ timeout: 60_000 });
  const digest = (await shown.textContent())?.replace("digest ", "");
  expect(digest).toBe(digestInNode(7));
  expect(digest).not.toBe(digestInNode(42));
});
