import { expect, test } from "vitest";
import { EXACT_DOTS, Flights, travelTime } from "./Flights.ts";

test("travel takes 250 to 900 ms by length", () => {
  expect([0, 100, 200, 5000].map(travelTime)).toEqual([250, 300, 500, 900]);
});

test("up to forty dots are exact", () => {
  const flights = new Flights();
  for (let i = 0; i < EXACT_DOTS; i++) flights.depart("first", 1, i);
  expect([flights.ordinary.length, flights.messagesPerDot]).toEqual([40, 1]);
});

test("beyond forty a dot stands for more, and for fewer again when it gets quiet", () => {
  const flights = new Flights();
  for (let i = 0; i < 4000; i++) {
    flights.depart("first", 1, i);
    flights.land(i, 130);
  }
  expect(flights.ordinary.length).toBeLessThanOrEqual(EXACT_DOTS);
  expect(flights.messagesPerDot).toBe(4);
  const shown = flights.ordinary.reduce((sum, { messages }) => sum + messages, 0);
  expect(Math.abs(shown - 130)).toBeLessThanOrEqual(4);
  flights.land(10_000, 130);
  expect(flights.messagesPerDot).toBe(1);
});

test("retries and dead letters are drawn one by one beside the crowd", () => {
  const flights = new Flights();
  flights.depart("first", 400, 0);
  flights.depart("retry", 3, 0);
  expect(flights.special).toHaveLength(3);
});

test("what has arrived is gone", () => {
  const flights = new Flights();
  flights.depart("first", 1, 0);
  flights.depart("duplicate", 1, 400);
  flights.land(600, 500);
  expect(flights.ordinary).toHaveLength(0);
  expect(flights.special).toHaveLength(1);
});
