import { describe, expect, it } from "vitest";
import { line, run } from "../experiment/testing.ts";

/** What a channel of a broker says to 1000 messages of 2 KiB in one second. */
function errorsOf(profile: string, channel: object, more: Record<string, object> = {}) {
  const sim = run({
    messageTypes: { M: { kind: "event", size: "2 KiB" } },
    nodes: {
      b: { kind: "broker", profile, ...more.b },
      p: {
        kind: "producer",
        messages: { M: 1 },
        arrivals: { process: "constant", rate: "1000/s" },
        limit: 1000,
        ...more.p,
      },
      t: { kind: "queue", broker: "b", ...channel },
      c: { kind: "consumer", handlers: { M: [{ do: "work", time: "1 s" }] }, ...more.c },
    },
    links: { in: line("publish", "p", "t"), out: line("subscribe", "t", "c") },
    scenario: { duration: "20 s" },
  });
  sim.advanceTo(Infinity);
  const { brokerErrors, exemplars } = sim.summary();
  return {
    t: brokerErrors.t,
    b: brokerErrors.b,
    told: exemplars.flatMap(({ error }) => error ?? []),
  };
}

describe("limits, under the broker's own name", () => {
  it("RabbitMQ refuses what finds the queue full by basic.nack", () => {
    const full = { parameters: { "x-max-length": 10, "x-overflow": "reject-publish" } };
    const { t, told } = errorsOf("rabbitmq", full, { c: { prefetch: 1 } });
    // Ten wait and one is at work when the last of the 1000 comes.
    expect(t).toEqual({ "basic.nack": 989 });
    expect(told).toEqual(["basic.nack"]);
  });

  it("RabbitMQ blocks connections at its watermark, and loses nothing", () => {
    const alarm = { parameters: { "vm_memory_high_watermark.absolute": 20_480 } };
    const { b, t } = errorsOf("rabbitmq", {}, { b: alarm, c: { prefetch: 1 } });
    expect(Object.keys(b ?? {})).toEqual(["connection.blocked"]);
    expect(t).toBeUndefined();
  });

  it("SQS refuses what is too large, throttles FIFO queues, and tells short polls OverLimit", () => {
    const small = { parameters: { MaximumMessageSize: 1024 } };
    expect(errorsOf("sqs", small).t).toEqual({ InvalidMessageContents: 1000 });
    // A burst of 300, and 300 a second: one second's messages.
    const fifo = errorsOf("sqs", { parameters: { FifoQueue: true } }).t ?? {};
    expect(Object.keys(fifo)).toEqual(["ThrottlingException"]);
    expect(fifo.ThrottlingException).toBeGreaterThan(390);
    expect(fifo.ThrottlingException).toBeLessThan(410);
    const asks = {
      instances: 2,
      poll: { interval: "1 s", batch: 10 },
      handlers: { M: [{ do: "work", time: "5 s" }] },
    };
    expect(Object.keys(errorsOf("sqs", { maxInFlight: 10 }, { c: asks }).t ?? {})).toEqual([
      "OverLimit",
    ]);
  });

  it("Kafka refuses records beyond max.message.bytes, and acks=all without enough replicas", () => {
    const topic = { kind: "stream", parameters: { "max.message.bytes": 1000 } };
    expect(errorsOf("kafka", topic).t).toEqual({
      "MESSAGE_TOO_LARGE (RecordTooLargeException)": 1000,
    });
    const alone = { parameters: { "min.insync.replicas": 2 } };
    const waits = { p: { publisher: { parameters: { "delivery.timeout.ms": 3000 } } }, b: alone };
    expect(errorsOf("kafka", { kind: "stream" }, waits).t).toEqual({
      // Five under way at a time, given up after 3 s: six rounds in 20 s.
      "TimeoutException after delivery.timeout.ms": 30,
    });
  });
});
