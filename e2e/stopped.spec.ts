import { expect, test } from "./fixtures.ts";
import { openFile } from "./openFile.ts";

/** Two services that hand each message to the other one at once. */
const CYCLE = {
  format: 2,
  name: "Cycle",
  system: {
    messageTypes: { Ball: { kind: "event", size: "1 KiB" } },
    nodes: {
      server: {
        kind: "producer",
        messages: { Ball: 1 },
        limit: 1,
        arrivals: { process: "constant", rate: "1/s" },
      },
      left: { kind: "queue" },
      right: { kind: "queue" },
      ping: {
        kind: "consumer",
        handlers: { Ball: [{ do: "publish", message: "Ball", to: "right" }] },
      },
      pong: {
        kind: "consumer",
        handlers: { Ball: [{ do: "publish", message: "Ball", to: "left" }] },
      },
    },
    links: {
      serve: { kind: "publish", source: "server", target: "left" },
      toPing: { kind: "subscribe", source: "left", target: "ping" },
      fromPing: { kind: "publish", source: "ping", target: "right" },
      toPong: { kind: "subscribe", source: "right", target: "pong" },
      fromPong: { kind: "publish", source: "pong", target: "left" },
    },
  },
};

test("a run that cannot go on says who is at fault; what it has shown stays, and one can go back in it", async ({
  page,
}) => {
  await page.goto("/");
  await openFile(page, "cycle.sluice.json", JSON.stringify(CYCLE));
  const banner = page.getByRole("status").filter({ hasText: "The run stopped before its end." });
  await expect(banner).toContainText(/Simulated time stands still at .*"p[io]ng"/, {
    timeout: 20_000,
  });
  const footer = page.locator("footer");
  await expect(footer).toContainText("Stopped before its end");
  await expect(footer).not.toContainText("after an edit");
  await expect(footer).toContainText(/[\d,]{7,} events/);
  await page.locator("main").click({ position: { x: 20, y: 20 } });
  await page.keyboard.press("Comma");
  await expect(footer).toContainText("Paused");
  await expect(banner).toHaveCount(0);
  await page.keyboard.press("Space");
  await expect(banner).toBeVisible({ timeout: 20_000 });
  await banner.getByRole("button", { name: "Begin anew" }).click();
  await expect(banner).toHaveCount(0);
  await expect(banner).toBeVisible({ timeout: 20_000 });
});
