import { expect, test } from "vitest";
import { SampleRecord } from "./SampleRecord.ts";

test("samples of one slot are one point, the latest", () => {
  const record = new SampleRecord(1500, 1); // one slot is one second
  for (const time of [0, 0.5, 1.1, 1.6, 1.9, 2.2]) record.add(time, [time * 10]);
  expect(record.data()).toEqual([
    [0.5, 1.9, 2.2],
    [5, 19, 22],
  ]);
});

test("a long run never holds more points than slots", () => {
  const record = new SampleRecord(600, 2);
  for (let frame = 0; frame <= 36_000; frame++) record.add(frame / 60, [frame, -frame]);
  expect(record.data()[0].length).toBeLessThanOrEqual(1502);
});

test("going back forgets what came later and keeps what came before", () => {
  const record = new SampleRecord(1500, 1);
  for (const time of [0, 1, 2, 3, 4]) record.add(time, [time]);
  record.add(2.5, [7]);
  expect(record.data()).toEqual([
    [0, 1, 2.5],
    [0, 1, 7],
  ]);
  record.add(0, [9]);
  expect(record.data()).toEqual([[0], [9]]);
});

test("a leap leaves a gap and what is not measured leaves a hole", () => {
  const record = new SampleRecord(1500, 1);
  record.add(0, [1]);
  record.add(1, [Number.NaN]);
  record.add(400, [5]);
  expect(record.data()).toEqual([
    [0, 1, 2, 400],
    [1, null, null, 5],
  ]);
});
