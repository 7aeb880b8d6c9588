// @vitest-environment happy-dom
import { cleanup, configure, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import type { Diagnostic } from "../asyncapi/index.ts";
import type { Design } from "../design/index.ts";
import { AsyncApiExport } from "./AsyncApiExport.tsx";

const answer = vi.hoisted(() => ({ diagnostics: [] as Diagnostic[] }));
vi.mock("../run/index.ts", () => ({
  AsyncapiClient: class {
    async validate(
      documents: readonly unknown[],
      onChecked: (index: number, validation: { diagnostics: Diagnostic[] }) => void,
    ) {
      documents.forEach((_document, index) => {
        onChecked(index, { ...answer, ...{ milliseconds: 1 } });
      });
      return true;
    }
    stop() {}
  },
}));

const DESIGN: Design = {
  format: 3,
  name: "Shop",
  system: {
    messageTypes: { OrderPlaced: { kind: "event" } },
    nodes: {
      rabbit: { kind: "broker", profile: "rabbitmq" },
      orders: { kind: "queue", broker: "rabbit" },
      shop: {
        kind: "producer",
        messages: { OrderPlaced: 1 },
        arrivals: { process: "poisson", rate: "1/s" },
      },
      billing: { kind: "consumer", handlers: { OrderPlaced: [] } },
    },
    links: {
      a: { kind: "publish", source: "shop", target: "orders" },
      b: { kind: "subscribe", source: "orders", target: "billing" },
    },
  },
};

// A loaded machine is slow, not wrong.
configure({ asyncUtilTimeout: 20_000 });

afterEach(cleanup);

test("lists the document of the system and of each service, and saves what is ticked", async () => {
  answer.diagnostics = [];
  render(<AsyncApiExport design={DESIGN} onClose={() => undefined} />);
  await screen.findByText("0 errors in 3 documents");
  await screen.findByText("1 host is a placeholder");
  await screen.findByText("Import gives the same design");
  expect(screen.getAllByRole("checkbox").map((box) => box.getAttribute("aria-label"))).toEqual([
    "Save shop.asyncapi.yaml",
    "Save shop.shop.asyncapi.yaml",
    "Save shop.billing.asyncapi.yaml",
  ]);
  fireEvent.click(screen.getByLabelText("Save shop.billing.asyncapi.yaml"));
  screen.getByRole("button", { name: "Save 2 files" });
  fireEvent.click(screen.getByRole("button", { name: "JSON" }));
  await screen.findByLabelText("Save shop.billing.asyncapi.json");
  screen.getByRole("button", { name: "Save 2 files" });
});

test("shows an error and lets the files be saved all the same", async () => {
  answer.diagnostics = [{ severity: "error", message: "too long", path: ["info", "title"] }];
  render(<AsyncApiExport design={DESIGN} onClose={() => undefined} />);
  await screen.findByText("3 errors found");
  const save = screen.getByRole("button", { name: "Save 3 files" });
  expect(save.getAttribute("aria-disabled")).toBeNull();
});
