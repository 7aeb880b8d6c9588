import { z } from "zod";
import { DesignFile } from "./DesignFile.ts";

/**
 * The JSON Schema of the design file, made from the schemas that read it, so that an editor
 * completes and checks what the parser will accept. It describes the text form: quantities with
 * units, defaults as they may be left out.
 */
export function designJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(DesignFile, {
    io: "input",
    override: ({ jsonSchema }) => {
      for (const key of INTERNAL_METADATA) delete jsonSchema[key];
    },
  });
  return {
    ...schema,
    $id: "sluice.schema.json",
    title: "Sluice design",
  };
}

/** Metadata for the inspector that means nothing to a JSON Schema validator. */
const INTERNAL_METADATA = ["quantity", "positive", "law", "prose", "ratio"] as const;
