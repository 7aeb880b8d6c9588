import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { BrokerProfile, linkKindsBetween, type NodeKind } from "../../simulator/index.ts";
import { checkDesign, type Design, parseDesign } from "../design/index.ts";
import { type AsyncApiDocument, isObject } from "./AsyncApiDocument.ts";
import { createValidator, type Validate } from "./createValidator.ts";
import { readSystemDocument } from "./readSystemDocument.ts";
import { roundTrip } from "./roundTrip.ts";
import { services, toAsyncApi } from "./toAsyncApi.ts";

/** Ids with every character that a design allows; the number keeps them apart. */
const idNamed = (prefix: string) =>
  fc
    .string({ unit: fc.constantFrom(..."aZ9_.>-"), maxLength: 6 })
    .map((tail) => `${prefix}${tail}`);
const ids = (prefix: string, least: number, most: number) =>
  fc.uniqueArray(idNamed(prefix), { minLength: least, maxLength: most });

const duration = fc.constantFrom("30 s", "168 h", "7 d", "1500 ms", "0.25 s", "12 h", "3 µs");
const prose = fc.constantFrom("Orders", "yes", "12:30:00", "a: b # c", "“quoted”\nsecond line");
const backoff = fc.oneof(
  fc.constant({ kind: "none" }),
  duration.map((delay) => ({ kind: "fixed", delay })),
  fc.record(
    { kind: fc.constant("exponential"), first: duration, max: duration, factor: fc.constant(3) },
    { requiredKeys: ["kind", "first"] },
  ),
  fc
    .array(duration, { minLength: 1, maxLength: 3 })
    .map((delays) => ({ kind: "schedule", delays })),
);

const optional = <T extends Record<string, fc.Arbitrary<unknown>>>(
  kind: NodeKind,
  fields: T,
  required: Record<string, fc.Arbitrary<unknown>> = {},
) =>
  fc.record(
    { kind: fc.constant(kind), name: prose, description: prose, ...required, ...fields },
    { requiredKeys: ["kind", ...Object.keys(required)] },
  );

const parameters = fc.dictionary(
  fc.constantFrom("min.insync.replicas", "retention.ms", "durable", "FifoQueue", "$ref", "x"),
  fc.oneof(fc.boolean(), fc.integer(), fc.constant("text")),
  { minKeys: 1 },
);
const subscriptions = fc.constant({ group: { lease: { timeout: "1 min" } } });

function nodeOf(kind: NodeKind, types: readonly string[], brokers: readonly string[]) {
  const some = fc.subarray([...types]);
  const steps = fc.array(
    fc.oneof(
      duration.map((time) => ({ do: "work", time })),
      fc.constantFrom(...types).map((message) => ({ do: "publish", message })),
      fc.constantFrom(...types).map((message) => ({ do: "reply", message })),
    ),
    { maxLength: 4 },
  );
  const channel = {
    ...(brokers.length > 0 && { broker: fc.constantFrom(...brokers) }),
    address: fc.constantFrom("orders.fifo", "persistent://t/ns/orders", "orders/{tenant}", "x"),
    messages: some,
    maxMessageSize: fc.constant("4 KiB"),
    parameters,
  };
  switch (kind) {
    case "queue":
      return optional(kind, {
        ...channel,
        lease: duration.map((timeout) => ({ timeout })),
        expiry: duration.map((after) => ({ after })),
        delay: duration,
        attempts: fc.constantFrom({ limit: 5 }, { limit: 3, onExceeded: "drop" }),
      });
    case "topic":
      return optional(kind, {
        ...channel,
        routing: fc.constantFrom("fanout", "pattern", "headers", "hash"),
        subscriptions,
      });
    case "stream":
      return optional(kind, {
        ...channel,
        partitions: fc.integer({ min: 1, max: 12 }),
        retention: fc.record({ age: duration, size: fc.constant("1 GiB") }, { requiredKeys: [] }),
        compaction: fc.constant({}),
        subscriptions,
      });
    case "broker":
      return optional(kind, {
        profile: fc.constantFrom(...BrokerProfile.options),
        replication: fc.constant({ replicas: 3 }),
        host: fc.constantFrom("kafka.shop.example:9092", "{region}.shop.example", ""),
      });
    case "producer":
      return optional(
        kind,
        {},
        {
          messages: some.map((list) => Object.fromEntries(list.map((type) => [type, 1]))),
          arrivals: fc.constant({ process: "poisson", rate: "10/s" }),
        },
      );
    case "consumer":
      return optional(
        kind,
        {
          ack: fc.constantFrom("after-handler", "before-handler"),
          retry: fc.record(
            { attempts: fc.constantFrom(3, "unlimited"), backoff, mode: fc.constant("in-place") },
            { requiredKeys: [] },
          ),
        },
        { handlers: fc.dictionary(fc.constantFrom(...types, "*"), steps) },
      );
    case "endpoint":
      return optional(
        kind,
        { path: fc.constantFrom("POST /orders/{id}", "/plain", "anything") },
        { handler: steps },
      );
    default:
      return optional(kind, {});
  }
}

const MEMBERS: NodeKind[] = [
  "queue",
  "topic",
  "stream",
  "producer",
  "consumer",
  "endpoint",
  "database",
  "dependency",
];

const schema = fc.constantFrom(
  { type: "object", properties: { orderId: { type: "string" } } },
  { $defs: { line: { type: "integer" } }, type: "array", items: { $ref: "#/$defs/line" } },
  {},
);
const messageType = fc.record(
  {
    kind: fc.constantFrom("event", "command", "reply"),
    description: prose,
    key: fc.constant("order"),
    attributes: fc.constantFrom(["region"], ["region", "tier"], []),
    versions: fc.dictionary(
      fc.constantFrom("1", "v2", "2.1"),
      fc.record({ schema, description: prose, size: fc.constant("3 KiB") }, { requiredKeys: [] }),
    ),
  },
  { requiredKeys: ["kind"] },
);

/** Systems of every kind of node, wired by every kind of link that may lead between them. */
const systems = fc
  .tuple(ids("M", 1, 3), ids("b", 0, 2), ids("n", 2, 8))
  .chain(([types, brokers, members]) =>
    fc
      .record({
        messageTypes: fc.record(Object.fromEntries(types.map((type) => [type, messageType]))),
        brokers: fc.record(
          Object.fromEntries(brokers.map((id) => [id, nodeOf("broker", types, [])])),
        ),
        members: fc.record(
          Object.fromEntries(
            members.map((id) => [
              id,
              fc.constantFrom(...MEMBERS).chain((kind) => nodeOf(kind, types, brokers)),
            ]),
          ),
        ),
        draws: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat()), { maxLength: 12 }),
        only: fc.subarray(types),
      })
      .map(({ messageTypes, brokers: held, members: free, draws, only }) => {
        const nodes = { ...held, ...free } as Record<string, { kind: NodeKind }>;
        return {
          keys: { order: { field: "orderId" } },
          attributes: { region: { values: { eu: 1, us: 2 } }, tier: { values: {} } },
          messageTypes,
          nodes,
          links: linksBetween(nodes, members, draws, only),
        };
      }),
  );

function linksBetween(
  nodes: Record<string, { kind: NodeKind }>,
  members: readonly string[],
  draws: readonly [number, number, number][],
  only: readonly string[],
) {
  const links = draws.flatMap(([from, to, which], i) => {
    const source = members[from % members.length]!;
    const target = members[to % members.length]!;
    const kinds = linkKindsBetween(nodes[source]!.kind, nodes[target]!.kind);
    const kind = kinds[which % Math.max(1, kinds.length)];
    if (source === target || kind === undefined) return [];
    const more =
      kind === "publish" && only.length > 0 && which % 3 === 0
        ? { messages: only }
        : kind === "subscribe" &&
            nodes[source]!.kind !== "queue" &&
            "subscriptions" in nodes[source]!
          ? { subscription: "group" }
          : { latency: "5 ms", description: "a way" };
    return [[`l${i}>x`, { kind, source, target, ...more }]];
  });
  return Object.fromEntries(links);
}

const designs = systems
  .map((system) => ({ format: 3, name: "Ünïcode & “design”", description: "yes", system }))
  .map((design) => JSON.parse(JSON.stringify(design)) as Design);

/** Every reference of a document that leads nowhere. */
function danglingReferences(document: AsyncApiDocument): string[] {
  const found: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const ref = isObject(value) ? value.$ref : undefined;
    if (typeof ref === "string" && !leadsSomewhere(document, ref)) found.push(ref);
    for (const inner of Object.values(value)) walk(inner);
  };
  walk(document);
  return found;
}

function leadsSomewhere(document: unknown, ref: string): boolean {
  let value = document;
  for (const step of ref.slice(2).split("/")) {
    if (!isObject(value) || !Object.hasOwn(value, step)) return false;
    value = value[step];
  }
  return true;
}

function keysOf(document: AsyncApiDocument): string[] {
  const { servers = {}, channels, operations, components } = document;
  const { messages = {}, schemas = {} } = components;
  const inChannels = Object.values(channels).map((channel) => channel.messages);
  return [servers, channels, operations, messages, schemas, ...inChannels].flatMap((table) =>
    Object.keys(table),
  );
}

const filesIn = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".sluice.json"))
    .map((name) => `${folder}/${name}`);
const shipped = filesIn("public/examples");
const exam = filesIn("src/design/exam");

function designIn(path: string): Design {
  const parsed = parseDesign(readFileSync(path, "utf8"));
  if (!parsed.ok) throw new Error(`${path}: ${JSON.stringify(parsed.problems)}`);
  return parsed.design;
}

let validate: Validate;
beforeAll(async () => {
  validate = await createValidator();
});

describe("any design", () => {
  test("comes back from its system document word for word", () => {
    let wellFormed = 0;
    fc.assert(
      fc.property(designs, (design) => {
        fc.pre(checkDesign(design).ok);
        wellFormed++;
        const document = JSON.parse(JSON.stringify(toAsyncApi(design)));
        expect(readSystemDocument(document)).toEqual(design);
        expect(roundTrip(design, document).differences).toEqual([]);
      }),
      { numRuns: 300, seed: 7 },
    );
    expect(wellFormed).toBe(300);
  });

  test("has only keys that the standard allows, and references that lead somewhere", () => {
    fc.assert(
      fc.property(designs, (design) => {
        fc.pre(checkDesign(design).ok);
        const views = [undefined, ...services(design).map(({ id }) => id)];
        for (const service of views) {
          const document = toAsyncApi(design, service === undefined ? {} : { service });
          for (const key of keysOf(document)) expect(key).toMatch(/^[A-Za-z0-9._-]+$/);
          expect(danglingReferences(document)).toEqual([]);
        }
      }),
      { numRuns: 100, seed: 8 },
    );
  });

  test("is accepted by the AsyncAPI parser, as a system and service by service", async () => {
    await fc.assert(
      fc.asyncProperty(designs, fc.nat(), async (design, pick) => {
        fc.pre(checkDesign(design).ok);
        expect(await validate(toAsyncApi(design))).toEqual([]);
        const known = services(design);
        const service = known[pick % Math.max(1, known.length)];
        if (service !== undefined)
          expect(await validate(toAsyncApi(design, { service: service.id }))).toEqual([]);
      }),
      { numRuns: 8, seed: 9, endOnFailure: true },
    );
  });
});

describe("every file of the project", () => {
  test("there are examples and exam systems", () => {
    expect(shipped.length).toBeGreaterThan(0);
    expect(exam).toHaveLength(20);
  });

  test.each([...shipped, ...exam])("%s is accepted and comes back", async (path) => {
    const design = designIn(path);
    const document = toAsyncApi(design);
    expect(await validate(document)).toEqual([]);
    expect(roundTrip(design, document).differences).toEqual([]);
  });

  // Parsing a document takes longer than writing all of them: two examples stand for the rest.
  test.each(shipped.filter((path) => /order-processing|hot-keys/.test(path)))(
    "each service of %s is accepted",
    async (path) => {
      const design = designIn(path);
      const known = services(design);
      expect(known.length).toBeGreaterThan(0);
      for (const { id } of known)
        expect(await validate(toAsyncApi(design, { service: id }))).toEqual([]);
    },
  );
});
