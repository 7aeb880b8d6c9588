import { expect, test } from "vitest";
import { type Design, emptyDesign, setValue } from "../design/index.ts";
import { fixPreview } from "./fixPreview.ts";

const design: Design = {
  ...emptyDesign(),
  system: { nodes: { q: { kind: "queue" } } },
};

test("what is put in is told line by line, under the name of its place", () => {
  const fix = {
    label: "Add",
    apply: (draft: Design) =>
      setValue(draft, ["system", "nodes", "q", "limit"], { messages: 1000, overflow: "reject" }),
  };
  expect(fixPreview(design, fix)).toEqual([
    { sign: "+", text: "nodes.q.limit:" },
    { sign: "+", text: "  messages: 1000" },
    { sign: "+", text: "  overflow: reject" },
  ]);
  expect(design.system?.nodes?.q).toEqual({ kind: "queue" });
});

test("what is changed is told as it was and as it will be", () => {
  const fix = {
    label: "Rename",
    apply: (draft: Design) => setValue(draft, ["system", "nodes", "q", "kind"], "stream"),
  };
  expect(fixPreview(design, fix)).toEqual([
    { sign: "-", text: "nodes.q.kind: queue" },
    { sign: "+", text: "nodes.q.kind: stream" },
  ]);
});
