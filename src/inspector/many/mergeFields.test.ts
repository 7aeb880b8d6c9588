import { expect, test } from "vitest";
import { NODE_SCHEMAS } from "../../../simulator/index.ts";
import { type Field, fieldsOf } from "../../fields/index.ts";
import { changesBetween, mergeFields, sharedFields } from "./mergeFields.ts";

const consumer = fieldsOf(NODE_SCHEMAS.consumer);
const mixedOf = (fields: readonly Field[], key: string) =>
  fields.find((field) => field.key === key)?.mixed;

test("what is the same has its value, what differs says between what", () => {
  const { fields, value } = mergeFields(consumer, [
    { kind: "consumer", prefetch: 4, ack: "after-handler", timeLimit: "500 ms", instances: 2 },
    { kind: "consumer", prefetch: 12, ack: "before-handler", timeLimit: "2 s", instances: 2 },
  ]);
  expect(value).toMatchObject({ instances: 2 });
  expect(value).not.toHaveProperty("prefetch");
  expect(mixedOf(fields, "prefetch")).toBe("4 to 12");
  expect(mixedOf(fields, "timeLimit")).toBe("500 ms to 2 s");
  expect(mixedOf(fields, "ack")).toBe("after handler, before handler");
});

test("a default counts as the value that it is, in ranges too", () => {
  const { fields } = mergeFields(consumer, [{ concurrency: 8 }, {}]);
  expect(mixedOf(fields, "concurrency")).toBe("1 to 8");
});

test("groups are merged field by field, and an edit touches only its field", () => {
  const things = [
    { retry: { attempts: 3, backoff: { kind: "fixed", delay: "1 s" } } },
    { retry: { attempts: 9, backoff: { kind: "fixed", delay: "2 s" } } },
  ];
  const { fields, value } = mergeFields(consumer, things);
  expect(value).toEqual({ retry: { backoff: { kind: "fixed" } } });
  const after = { retry: { backoff: { kind: "fixed", delay: "5 s" } } };
  expect(changesBetween(fields, value, after)).toEqual([
    { path: ["retry", "backoff", "delay"], value: "5 s" },
  ]);
});

test("another variant replaces the former one whole", () => {
  const { fields, value } = mergeFields(consumer, [
    { retry: { backoff: { kind: "fixed", delay: "1 s" } } },
    { retry: { backoff: { kind: "exponential", first: "1 s" } } },
  ]);
  const after = { retry: { backoff: { kind: "none" } } };
  expect(changesBetween(fields, value, after)).toEqual([
    { path: ["retry", "backoff"], value: { kind: "none" } },
  ]);
});

test("a field taken back leaves its group's other fields alone", () => {
  const { fields, value } = mergeFields(consumer, [
    { retry: { attempts: 3, mode: "in-place" } },
    { retry: { attempts: 5, mode: "in-place" } },
  ]);
  expect(changesBetween(fields, value, {})).toEqual([
    { path: ["retry", "mode"], value: undefined },
  ]);
});

test("nodes of different kinds share what means the same", () => {
  const shared = sharedFields([consumer, fieldsOf(NODE_SCHEMAS.endpoint)]).map(({ key }) => key);
  expect(shared).toContain("instances");
  expect(shared).toContain("restart");
  expect(shared).not.toContain("prefetch");
  expect(shared).not.toContain("kind");
});
