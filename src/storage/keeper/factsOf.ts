import type { Design } from "../../design/index.ts";
import type { DesignFacts } from "../library/DesignLibrary.ts";

/** What the list of designs says of a design. */
export function factsOf(design: Design): DesignFacts {
  const { nodes = {}, links = {} } = design.system ?? {};
  return {
    name: design.name,
    nodes: Object.keys(nodes).length,
    links: Object.keys(links).length,
  };
}
