import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { SystemText } from "../model/index.ts";
import { checkParameters, lowerSystem, PROFILES, readSystem, valueProblem } from "./index.ts";

/** One queue of a broker. */
function queueOn(profile: string, queue: object = {}, broker: object = {}): SystemText {
  return {
    nodes: {
      b: { kind: "broker", profile, ...broker },
      q: { kind: "queue", broker: "b", ...queue },
    },
  } as SystemText;
}
const loweredQueue = (system: SystemText) => readSystem(system).nodes.q as object;
const problemsOf = (system: SystemText) => checkParameters(system).map(({ message }) => message);

/** Sources of the engine and of the app, without tests. */
function sourcesIn(root: URL): string[] {
  return ["simulator", "src"].flatMap((folder) =>
    readdirSync(new URL(folder, root), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
      .map((name) => new URL(`${folder}/${name}`, root).pathname),
  );
}

describe("a profile", () => {
  it.each(PROFILES.map((profile) => [profile.name, profile] as const))(
    "%s: every parameter says what it means, what breaks and where that is written",
    (_, { parameters, versions }) => {
      expect(versions.length).toBeGreaterThan(0);
      for (const parameter of parameters) {
        expect(parameter.meaning, parameter.name).not.toBe("");
        expect(parameter.breaks, parameter.name).not.toBe("");
        expect(parameter.source, parameter.name).not.toBe("");
        expect(parameter.sets.length > 0, parameter.name).toBe(
          parameter.carriedOutBy === undefined,
        );
        if (parameter.default !== undefined)
          expect(valueProblem(parameter, parameter.default), parameter.name).toBeUndefined();
      }
    },
  );

  it("is asked for by its data only: nothing outside of profiles/ branches on the name of a broker", () => {
    const names = PROFILES.map(({ id }) => id).join("|");
    const branch = new RegExp(
      `(profile|broker)[\\w.?]* *[!=]==? *"(${names})"|case "(${names})":`,
      "i",
    );
    expect('if (broker.profile === "sqs")').toMatch(branch);
    const found = sourcesIn(new URL("../..", import.meta.url)).filter(
      (file) => !file.includes("/profiles/") && branch.test(readFileSync(file, "utf8")),
    );
    expect(found).toEqual([]);
  });
});

describe("a broker's own parameters", () => {
  it("become primitives in the model's units, over the broker's defaults", () => {
    expect(
      loweredQueue(queueOn("sqs", { parameters: { VisibilityTimeout: 60, maxReceiveCount: 3 } })),
    ).toMatchObject({
      lease: { timeout: 60, onDisconnect: "until-timeout" },
      attempts: { limit: 3, counts: ["deliver"], checkedAt: "next-receive" },
    });
  });

  it("hold by kind and version: x-delivery-limit 3 means 4 deliveries, its default came with 4.0", () => {
    const quorum = { "x-queue-type": "quorum" };
    const limited = { parameters: { ...quorum, "x-delivery-limit": 3 } };
    expect(loweredQueue(queueOn("rabbitmq", limited))).toMatchObject({ attempts: { limit: 4 } });
    const plain = { parameters: quorum };
    expect(loweredQueue(queueOn("rabbitmq", plain))).toMatchObject({ attempts: { limit: 21 } });
    const old = loweredQueue(queueOn("rabbitmq", plain, { version: "3.13" }));
    expect(old).toMatchObject({ attempts: {}, redeliver: { nackPosition: "tail" } });
    expect(old).not.toHaveProperty("attempts.limit");
  });

  it("give way to a primitive that the design sets itself", () => {
    const system = queueOn("sqs", { lease: { timeout: "5 s" } });
    expect(loweredQueue(system)).toMatchObject({ lease: { timeout: 5, lateAck: "accepted" } });
  });

  it("leave a system without such a broker as it is", () => {
    const system = queueOn("generic");
    expect(lowerSystem(system)).toEqual(system);
  });

  it("reach consumers and subscriptions through the links", () => {
    const system = queueOn("rabbitmq");
    Object.assign(system.nodes!, {
      c: { kind: "consumer", parameters: { prefetch: 5 }, handlers: {} },
      d: { kind: "consumer", handlers: {} },
    });
    system.links = {
      a: { kind: "subscribe", source: "q", target: "c" },
      b: { kind: "subscribe", source: "q", target: "d" },
    };
    const { nodes } = readSystem(system);
    expect(nodes.c).toMatchObject({ prefetch: 5 });
    expect(nodes.d).toMatchObject({ prefetch: "unlimited" });
  });

  it("are refused with the nearest spelling, the range, the place or the condition", () => {
    expect(problemsOf(queueOn("sqs", { parameters: { VisibilityTimeOut: 3 } }))).toEqual([
      'Amazon SQS has no parameter "VisibilityTimeOut" for a queue. Did you mean "VisibilityTimeout"?',
    ]);
    expect(problemsOf(queueOn("sqs", { parameters: { DelaySeconds: 901 } }))).toEqual([
      "DelaySeconds lies between 0 and 900 s.",
    ]);
    expect(problemsOf(queueOn("rabbitmq", { parameters: { prefetch: 3 } }))).toEqual([
      "prefetch does not stand on a queue but on a consumer. Move it there.",
    ]);
    expect(problemsOf(queueOn("rabbitmq", { parameters: { "x-delivery-limit": 3 } }))[0]).toContain(
      "knows it only since 4.0, with x-queue-type = quorum",
    );
    expect(problemsOf(queueOn("rabbitmq", { parameters: { "x-overflow": "drop" } }))).toEqual([
      'x-overflow is one of "drop-head", "reject-publish", "reject-publish-dlx".',
    ]);
  });
});

describe("the limit of what is in flight", () => {
  it("is SQS's 120,000", () => {
    expect(loweredQueue(queueOn("sqs"))).toMatchObject({ maxInFlight: 120_000 });
  });
});
