// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { createDesignStore, switchBroker } from "../../design/index.ts";
import { Inspector } from "../Inspector.tsx";

afterEach(cleanup);

function open(node: string) {
  const store = createDesignStore({
    format: 3,
    name: "Orders",
    system: {
      nodes: {
        cloud: { kind: "broker", profile: "sqs" },
        orders: { kind: "queue", broker: "cloud", parameters: { VisibilityTimeout: 60 } },
        billing: { kind: "consumer", handlers: { "*": [{ do: "ack" }] } },
      },
      links: { out: { kind: "subscribe", source: "orders", target: "billing" } },
    },
  });
  render(<Inspector store={store} selectedNodes={[node]} selectedLinks={[]} scenarioId="normal" />);
  return store;
}

const enter = (label: string, text: string) => {
  const field = screen.getByLabelText(label);
  fireEvent.change(field, { target: { value: text } });
  fireEvent.keyDown(field, { key: "Enter" });
};
const queue = (store: ReturnType<typeof open>) => store.getState().design.system?.nodes?.orders;

test("a queue is set in its broker's own words, within the broker's limits, and back to its default", () => {
  const store = open("orders");
  enter("VisibilityTimeout", "90");
  expect(queue(store)).toMatchObject({ parameters: { VisibilityTimeout: 90 } });
  expect(store.getState().past.at(-1)?.label).toBe("change VisibilityTimeout of orders");
  enter("VisibilityTimeout", "50000");
  expect(queue(store)).toMatchObject({ parameters: { VisibilityTimeout: 90 } });
  expect(screen.getByText(/43200 or less/)).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: /^VisibilityTimeout: Back to the default/ }));
  expect(queue(store)).not.toHaveProperty("parameters");
});

test("a consumer has the words of the broker that it reads from", () => {
  open("billing");
  const section = screen.getByRole("region", { name: "Amazon SQS" });
  expect(section.textContent).toContain("MaxNumberOfMessages");
});

test("the page of a broker is written from its profile", () => {
  open("cloud");
  fireEvent.click(screen.getByRole("button", { name: "What is simulated" }));
  const page = within(screen.getByRole("dialog"));
  expect(page.getByText(/A receipt is a lease/)).toBeTruthy();
  expect(page.getAllByText("VisibilityTimeout").length).toBeGreaterThan(0);
});

test("a change of product and its undo leave no stale words", () => {
  const store = open("cloud");
  const edited = store.edit("run on Kafka", (draft) => switchBroker(draft, "cloud", "kafka"));
  expect(edited.ok).toBe(true);
  store.undo();
  expect(queue(store)).toMatchObject({ kind: "queue", parameters: { VisibilityTimeout: 60 } });
});
