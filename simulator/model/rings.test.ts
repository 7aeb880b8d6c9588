import { describe, expect, it } from "vitest";
import { System, type SystemText } from "./system.ts";

type Links = NonNullable<SystemText["links"]>;
type Nodes = NonNullable<SystemText["nodes"]>;

/** What is wrong with three topics and the links between them. */
function problems(links: Links, more: Nodes = {}): string[] {
  const topics = { t: { kind: "topic" }, u: { kind: "topic" }, v: { kind: "topic" } } as const;
  const parsed = System.safeParse({ messageTypes: {}, nodes: { ...topics, ...more }, links });
  if (parsed.success) return [];
  return parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
}

const bind = (source: string, target: string, more: object = {}) =>
  ({ kind: "bind", source, target, ...more }) as const;
const alternate = (source: string, target: string) =>
  ({ kind: "alternate", source, target }) as const;

describe("topics that hand a message round at once", () => {
  it("by bindings are refused with the ring and its links", () => {
    expect(problems({ a: bind("t", "u"), b: bind("u", "v"), c: bind("v", "t") })).toEqual([
      'links.c: topics hand a message round in a ring that takes no time: "v" → "t" → "u" → "v". Remove one of the links "c", "a", "b", or give one of them a latency.',
    ]);
  });

  it("by alternates, or by both, are refused too", () => {
    expect(problems({ a: alternate("t", "u"), b: alternate("u", "t") })).toHaveLength(1);
    expect(problems({ a: alternate("t", "u"), b: bind("u", "t") })).toHaveLength(1);
  });

  it("pass where no way leads back", () => {
    expect(problems({ a: bind("t", "u"), b: bind("t", "v"), c: bind("u", "v") })).toEqual([]);
  });

  it("pass where the link, the topic or the way between zones takes time", () => {
    const back = bind("u", "t");
    expect(problems({ a: bind("t", "u", { latency: "1 ms" }), b: back })).toEqual([]);
    const slow = { u: { kind: "topic", latency: "1 ms" } } as const;
    expect(problems({ a: bind("t", "u"), b: back }, slow)).toEqual([]);
    const far = {
      west: { kind: "zone", latency: { east: "20 ms" } },
      east: { kind: "zone" },
      t: { kind: "topic", zone: "west" },
      u: { kind: "topic", zone: "east" },
    } as const;
    expect(problems({ a: bind("t", "u"), b: back }, far)).toEqual([]);
  });

  it("are refused where the latency is none", () => {
    const none = { latency: "0 s" };
    expect(problems({ a: bind("t", "u", none), b: bind("u", "t", none) })).toHaveLength(1);
  });
});
