import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { notSimulated } from "../../../simulator/index.ts";
import { createDesignStore, type Design, printDesign, switchBroker } from "../index.ts";

const text = readFileSync(
  new URL("../exam/e02-kafka-groups-and-retry-topics.sluice.json", import.meta.url),
  "utf8",
);

it("runs a broker as another one and back, in the file byte for byte, and by one undo", () => {
  const store = createDesignStore(JSON.parse(text) as Design);
  const to = (profile: "rabbitmq" | "kafka") =>
    store.edit(`run on ${profile}`, (draft) => switchBroker(draft, "kafka", profile));
  const there = to("rabbitmq");
  expect(there.ok && there.value.unmatched.length).toBeGreaterThan(0);
  const { design } = store.getState();
  expect(design.system?.nodes?.["orders.billing"]).toMatchObject({ kind: "queue" });
  expect(design.layout?.nodes?.["orders.billing"]).toBeDefined();
  const leftOut = notSimulated(design.system).filter((path) => path.includes("setAside"));
  expect(leftOut).toEqual([]);
  expect(printDesign(JSON.parse(printDesign(design)) as Design)).toBe(printDesign(design));
  expect(to("kafka").ok).toBe(true);
  expect(printDesign(store.getState().design)).toBe(text);
  store.undo();
  store.undo();
  expect(printDesign(store.getState().design)).toBe(text);
});
