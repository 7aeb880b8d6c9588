import { type ParsedDesign, parseDesign } from "../design/index.ts";

/** A design that ships with the app. */
export interface Example {
  file: string;
  name: string;
}

/** The example that opens with the page. */
export const FIRST_EXAMPLE = "order-processing.sluice.json";

/** The examples that ship, in the order of the menu. */
export const EXAMPLES: readonly Example[] = [
  { file: FIRST_EXAMPLE, name: "Order processing" },
  { file: "work-queue-poison.sluice.json", name: "Work queue with poison messages" },
  { file: "sqs-visibility-timeout.sluice.json", name: "Visibility timeout shorter than the work" },
  { file: "hot-keys-fan-out.sluice.json", name: "Fan-out with hot keys" },
];

/** Reads an example from the page's own origin. */
export async function fetchExample(file: string): Promise<ParsedDesign> {
  const response = await fetch(new URL(`examples/${file}`, document.baseURI));
  if (!response.ok) {
    return {
      ok: false,
      problems: [
        { path: "$", message: `The example ${file} could not be read (${response.status}).` },
      ],
    };
  }
  return parseDesign(await response.text());
}
