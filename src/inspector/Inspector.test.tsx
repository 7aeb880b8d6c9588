// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { createDesignStore } from "../design/index.ts";
import { Inspector } from "./Inspector.tsx";

afterEach(cleanup);

function open(nodes: string[], links: string[] = []) {
  const store = createDesignStore({
    format: 3,
    name: "Orders",
    system: {
      messageTypes: { OrderPlaced: { kind: "event" } },
      nodes: {
        shop: {
          kind: "producer",
          messages: { OrderPlaced: 1 },
          arrivals: { process: "poisson", rate: "120/s" },
        },
        q: { kind: "queue", name: "payment.q" },
        dlq: { kind: "queue", name: "payment.dlq", role: "dead-letter" },
        pay: {
          kind: "consumer",
          name: "Payment",
          prefetch: 12,
          handlers: { OrderPlaced: [{ do: "work", time: "20 ms" }, { do: "ack" }] },
        },
      },
      links: {
        a: { kind: "publish", source: "shop", target: "q" },
        b: { kind: "subscribe", source: "q", target: "pay" },
        c: { kind: "dead-letter", source: "q", target: "dlq" },
      },
    },
  });
  render(
    <Inspector store={store} selectedNodes={nodes} selectedLinks={links} scenarioId="normal" />,
  );
  return store;
}

const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label);
const enter = (label: string, text: string) => {
  fireEvent.change(field(label), { target: { value: text } });
  fireEvent.keyDown(field(label), { key: "Enter" });
};
const consumer = (store: ReturnType<typeof open>) => {
  const node = store.getState().design.system?.nodes?.pay;
  if (node?.kind !== "consumer") throw new Error("pay is a consumer");
  return node;
};

test("a field is one edit with its own name, and undo brings the old value back to it", () => {
  const store = open(["pay"]);
  enter("Prefetch", "24");
  expect(consumer(store).prefetch).toBe(24);
  expect(store.getState().past.map((entry) => entry.label)).toEqual(["change prefetch of Payment"]);
  store.undo();
  expect(consumer(store).prefetch).toBe(12);
});

test("a word is taken where the language has one, anything else is refused in place", () => {
  const store = open(["pay"]);
  enter("Prefetch", "plenty");
  expect(screen.getByRole("alert").textContent).toBe('Write a number from 1, or "unlimited".');
  expect(consumer(store).prefetch).toBe(12);
  enter("Prefetch", "unlimited");
  expect(consumer(store).prefetch).toBe("unlimited");
});

test("an emptied field leaves the file, so that the default holds", () => {
  const store = open(["pay"]);
  enter("Prefetch", "");
  expect(consumer(store)).not.toHaveProperty("prefetch");
});

test("a rate keeps its unit and shows where it comes from", () => {
  const store = open(["shop"]);
  expect(field("Rate").value).toBe("120");
  enter("Rate", "80");
  expect(store.getState().design.system?.nodes?.shop).toMatchObject({
    arrivals: { process: "poisson", rate: "80/s" },
  });
});

test("the head says what a node is to its neighbors, the retry section where it ends", () => {
  open(["pay"]);
  expect(screen.getByText("Consumer of payment.q")).toBeTruthy();
  expect(screen.getByText("5 attempts, then payment.dlq")).toBeTruthy();
});

test("a new name is a rename, which no link or step loses", () => {
  const store = open(["q"]);
  enter("Name", "payments");
  expect(store.getState().design.system?.nodes?.q?.name).toBe("payments");
  expect(store.getState().past.at(-1)?.label).toBe("rename payment.q");
});

test("a link shows its ends, nothing selected shows the design", () => {
  open([], ["b"]);
  expect(screen.getByRole("heading", { name: "payment.q → Payment" })).toBeTruthy();
  cleanup();
  open([]);
  expect(screen.getByText("4 nodes, 3 links, 1 message type")).toBeTruthy();
});

test("several nodes show what they share; one edit changes all of them, one undo brings all back", () => {
  const store = open(["q", "dlq"]);
  expect(screen.getByRole("heading", { name: "2 queues" })).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: /More settings:.*max message size/ }));
  enter("Max message size", "64 KiB");
  const sizes = () =>
    ["q", "dlq"].map((id) => {
      const node = store.getState().design.system?.nodes?.[id];
      return node?.kind === "queue" ? node.maxMessageSize : "no queue";
    });
  expect(sizes()).toEqual(["64 KiB", "64 KiB"]);
  expect(store.getState().past.map((entry) => entry.label)).toEqual([
    "change max message size of 2 nodes",
  ]);
  store.undo();
  expect(sizes()).toEqual([undefined, undefined]);
});

test("a section goes back to its defaults as a whole, in one step", () => {
  const store = open(["pay"]);
  fireEvent.click(screen.getByRole("button", { name: "Delivery: back to the defaults" }));
  expect(consumer(store)).not.toHaveProperty("prefetch");
  store.undo();
  expect(consumer(store).prefetch).toBe(12);
});

test("a saga is edited step by step, without JSON", () => {
  const store = open([]);
  cleanup();
  store.edit("add a saga", (draft) => {
    const { nodes = {} } = draft.system ?? {};
    nodes.saga = {
      kind: "saga",
      mode: "choreographed",
      correlation: "orderId",
      begins: "OrderPlaced",
      steps: [{ name: "pay" }],
    };
    if (draft.system) draft.system.keys = { orderId: {} };
  });
  render(
    <Inspector store={store} selectedNodes={["saga"]} selectedLinks={[]} scenarioId="normal" />,
  );
  fireEvent.click(screen.getByRole("button", { name: "Add to steps" }));
  fireEvent.click(screen.getByRole("button", { name: "pay" }));
  const [name] = screen.getAllByLabelText<HTMLInputElement>("Name");
  if (!name) throw new Error("a step has a name");
  fireEvent.change(name, { target: { value: "charge" } });
  fireEvent.keyDown(name, { key: "Enter" });
  const saga = store.getState().design.system?.nodes?.saga;
  expect(saga?.kind === "saga" && saga.steps.map(({ name }) => name)).toEqual(["charge", "new"]);
});

test("a section that has one field of its own name says that name once", () => {
  open([]);
  expect(screen.getAllByText("Objectives")).toHaveLength(1);
  expect(field("New entry of objectives")).toBeTruthy();
});
