import { expect, test } from "vitest";
import { asyncApiFile, type DocumentFormat } from "../asyncapi/index.ts";
import type { Design } from "../design/index.ts";
import { marksOf } from "./marksOf.ts";

const DESIGN: Design = {
  format: 3,
  name: "Shop",
  system: {
    nodes: {
      rabbit: { kind: "broker", profile: "rabbitmq" },
      orders: { kind: "topic", broker: "rabbit" },
      mail: { kind: "queue", broker: "rabbit" },
    },
    links: { bind: { kind: "bind", source: "orders", target: "mail" } },
  },
};

test.each<DocumentFormat>(["yaml", "json"])(
  "points to the lines that it speaks of in %s",
  async (format) => {
    const file = await asyncApiFile(DESIGN, { format });
    const found = {
      severity: "error" as const,
      message: "wrong",
      path: ["channels", "mail", "nowhere"],
    };
    const lines = file.text.split("\n");
    const marks = await marksOf(file, [found]);
    expect(
      marks.map(({ line, tone }) => [tone, lines[line - 1]?.trim().replaceAll('"', "")]),
    ).toEqual([
      ["warn", expect.stringMatching(/^host: rabbit\.example\.com:5672,?$/)],
      ["bad", expect.stringMatching(/^mail: ?\{?$/)],
      ["warn", expect.stringMatching(/^from: /)],
    ]);
  },
);
