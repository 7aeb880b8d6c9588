import { expect, test } from "vitest";
import { asFact, asIntent, isFact, isIntent } from "./verbForms.ts";

test.each([
  "OrderPlaced",
  "order.placed.v2",
  "payment_withdrawn",
  "KYCFailed",
  "ReadingTaken",
  "OrderPlacedInEurope",
  "Shipped",
])("%s is a fact", (name) => {
  expect(isFact(name)).toBe(true);
});

test.each(["PlaceOrder", "OrderFeed", "order.need", "Payment", "NewOrder", "SendEmail"])(
  "%s is no fact",
  (name) => {
    expect(isFact(name)).toBe(false);
  },
);

test.each(["PlaceOrder", "MarkOrderPaid", "Checkout", "ReserveStock"])(
  "%s is an intent",
  (name) => {
    expect(isIntent(name)).toBe(true);
  },
);

test("the right word is offered where the verb is known", () => {
  expect(isIntent("QuoteRequested")).toBe(false);
  expect(asIntent("QuoteRequested")).toBe("RequestQuote");
  expect(asFact("CancelOrder")).toBe("OrderCancelled");
  expect(asFact("TakePayment")).toBe("PaymentTaken");
  expect(asFact("Payment")).toBeUndefined();
});
