import { expect, test } from "vitest";
import { NODE_KINDS, NODE_SCHEMAS } from "../../simulator/index.ts";
import { fieldsOf } from "../fields/index.ts";
import { CAPACITY_ROW, SECTIONS, SHOWN_ELSEWHERE } from "./sections.ts";

test.each(NODE_KINDS)("every field of a %s has one place in the inspector", (kind) => {
  const placed = SECTIONS[kind].flatMap(({ fields, more = [] }) => [...fields, ...more]);
  const keys = fieldsOf(NODE_SCHEMAS[kind]).map((field) => field.key);
  const onOneLine = CAPACITY_ROW.every((key) => keys.includes(key)) ? CAPACITY_ROW : [];
  const expected = keys.filter((key) => ![...SHOWN_ELSEWHERE, ...onOneLine].includes(key));
  expect([...placed].sort()).toEqual([...expected].sort());
});
