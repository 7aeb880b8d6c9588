import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { createDesignStore, type Design, jsonPath, parseDesign } from "../design/index.ts";
import { type Finding, lintDesign } from "./index.ts";

const FOLDERS = ["../design/exam/", "../../public/examples/"].map(
  (folder) => new URL(folder, import.meta.url),
);
const FILES = FOLDERS.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".sluice.json"))
    .sort()
    .map((name) => ({ name: name.replace(".sluice.json", ""), url: new URL(name, folder) })),
);

function designOf(url: URL): Design {
  const parsed = parseDesign(readFileSync(url, "utf8"));
  if (!parsed.ok) throw new Error(parsed.problems[0].message);
  return parsed.design;
}

function findingsOf(design: Design): Finding[] {
  return lintDesign(createDesignStore(design).getState().resolved);
}

/** What tells one finding from another, figures apart. */
function identity({ rule, target }: Finding): string {
  return `${rule} ${target.kind} ${jsonPath(target.path)}`;
}

function errorsOf(findings: readonly Finding[]): string[] {
  return findings.filter(({ severity }) => severity === "error").map(identity);
}

describe.each(FILES)("$name", ({ url }) => {
  const design = designOf(url);
  const findings = findingsOf(design);

  test("gives the same list each time, the gravest first, nothing twice", () => {
    const told = findings.map((finding) => ({ ...finding, fix: finding.fix?.label }));
    const again = findingsOf(designOf(url));
    expect(again.map((finding) => ({ ...finding, fix: finding.fix?.label }))).toEqual(told);
    const ranks = findings.map(({ severity }) => ["error", "warning", "hint"].indexOf(severity));
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    expect(new Set(findings.map(identity)).size).toBe(findings.length);
  });

  test("speaks in whole sentences about what is there", () => {
    const tables = { node: "nodes", link: "links", "message-type": "messageTypes" } as const;
    for (const { what, why, mend, target } of findings) {
      for (const sentence of [what, why, mend]) {
        expect(sentence).toMatch(/^[A-Za-z0-9"].*\.$/s);
        expect(sentence).not.toMatch(/NaN|Infinity|undefined|\u221e| {2}|\[object/);
      }
      expect(design.system?.[tables[target.kind]]).toHaveProperty([target.id]);
      expect(target.path.slice(0, 3)).toEqual(["system", tables[target.kind], target.id]);
    }
  });

  test("is mended by each fix in one valid edit, which breaks nothing else", () => {
    const errors = errorsOf(findings);
    for (const finding of findings) {
      if (!finding.fix) continue;
      const store = createDesignStore(design);
      const edited = store.edit(finding.fix.label, (draft) => finding.fix?.apply(draft));
      expect(edited, identity(finding)).toMatchObject({ ok: true });
      const left = lintDesign(store.getState().resolved);
      expect(left.map(identity)).not.toContain(identity(finding));
      expect(errors).toEqual(expect.arrayContaining(errorsOf(left)));
    }
  });
});

describe("what is known to be wrong is found", () => {
  const KNOWN: readonly (readonly [file: string, rule: string, path: string])[] = [
    ["sqs-visibility-timeout", "lease-shorter-than-work", "$.system.nodes.videos.lease.timeout"],
    ["sqs-visibility-timeout", "no-deduplication", "$.system.nodes.encoder.deduplication"],
    ["order-processing", "no-deduplication", "$.system.nodes.payment.deduplication"],
    ["order-processing", "no-dead-letter", '$.system.nodes["stock.q"]'],
    ["hot-keys-fan-out", "hot-key", "$.system.nodes.clicks.partitions"],
    ["hot-keys-fan-out", "fewer-partitions-than-slots", "$.system.nodes.clicks.partitions"],
    [
      "e06-dual-write-and-outbox",
      "publish-before-commit",
      '$.system.nodes["publish-first"].handler[0]',
    ],
    ["e06-dual-write-and-outbox", "command-one-handler", "$.system.messageTypes.PlaceOrder"],
    ["e07-sync-chain-versus-accepted", "distributed-monolith", "$.system.nodes.checkout"],
    ["e13-claim-check", "giant-payload", "$.system.messageTypes.DocumentSent.size"],
    [
      "e18-policies-on-one-dependency",
      "command-name-imperative",
      "$.system.messageTypes.QuoteRequested",
    ],
    ["e19-priority-and-poisoned-group", "utilization-over-80", "$.system.nodes.agents.instances"],
  ];

  test.each(KNOWN)("%s: %s", (file, rule, path) => {
    const url = FILES.find(({ name }) => name === file)?.url;
    expect(url && findingsOf(designOf(url)).map(identity).join("\n")).toMatch(
      new RegExp(`^${rule} .*${path.replace(/[$[\].]/g, "\\$&")}$`, "m"),
    );
  });

  test("and what is not wrong is not: the outbox, the renewed lease, the dead-letter cycle", () => {
    const of = (file: string) =>
      findingsOf(designOf(FILES.find((f) => f.name === file)?.url as URL));
    const early = of("e06-dual-write-and-outbox").filter((f) => f.rule === "publish-before-commit");
    expect(early.map(({ target }) => target.id)).toEqual(["publish-first"]);
    const rabbit = of("e01-rabbitmq-topic-exchange");
    expect(rabbit.filter((f) => ["no-dead-letter", "unbounded-queue"].includes(f.rule))).toEqual(
      [],
    );
    expect(of("e14-schema-versions").filter((f) => f.rule === "incompatible-versions")).toEqual([]);
  });
});
