import { type ParsedDesign, parseDesign } from "../design/index.ts";

/** A design that ships with the app. */
export interface Example {
  file: string;
  name: string;
  /** What it teaches, in one line. */
  teaches: string;
  /** Whether it shows what goes wrong, or how something is built. */
  kind: "failure" | "pattern";
  /** Other words under which it is looked for: brokers, patterns, failures. */
  words: string;
}

/** The example that opens with the page. */
export const FIRST_EXAMPLE = "order-processing.sluice.json";

/** The examples that ship, in the order in which they are shown. */
export const EXAMPLES: readonly Example[] = [
  {
    file: FIRST_EXAMPLE,
    name: "Order processing",
    teaches: "A crash gives back what was not acknowledged: cards charged twice",
    kind: "pattern",
    words: "rabbitmq kafka choreography topic exchange log crash duplicate redelivery dead letter",
  },
  {
    file: "work-queue-poison.sluice.json",
    name: "Work queue with poison messages",
    teaches: "One bad message in 500, five deliveries, one dead-letter queue",
    kind: "failure",
    words: "rabbitmq quorum queue poison delivery limit dead letter dlq retry",
  },
  {
    file: "sqs-visibility-timeout.sluice.json",
    name: "Visibility timeout shorter than the work",
    teaches: "Nothing fails, and yet work is done twice",
    kind: "failure",
    words: "sqs aws lease visibility timeout duplicate thumbnails",
  },
  {
    file: "hot-keys-fan-out.sluice.json",
    name: "Fan-out with hot keys",
    teaches: "One partition fills while the others idle; instances do not help",
    kind: "failure",
    words: "kafka stream partition hot key skew zipf lag consumer group",
  },
];

/** Reads an example from the page's own origin. */
export async function fetchExample(file: string): Promise<ParsedDesign> {
  const unread = (reason: string): ParsedDesign => ({
    ok: false,
    problems: [{ path: "$", message: `The example ${file} could not be read: ${reason}` }],
  });
  try {
    const response = await fetch(new URL(`examples/${file}`, document.baseURI));
    return response.ok
      ? parseDesign(await response.text())
      : unread(`the server answers ${response.status}.`);
  } catch (error) {
    return unread(error instanceof Error ? error.message : String(error));
  }
}
