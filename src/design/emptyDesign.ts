import { type Design, FORMAT, SCHEMA_REFERENCE } from "./DesignFile.ts";

/** A design with nothing in it yet. */
export function emptyDesign(name = "Untitled design"): Design {
  return {
    $schema: SCHEMA_REFERENCE,
    format: FORMAT,
    name,
    system: { messageTypes: {}, nodes: {}, links: {} },
    scenarios: { normal: { name: "Normal", duration: "10 min", seed: 1 } },
    layout: { nodes: {} },
  };
}
