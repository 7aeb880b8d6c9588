import type { BrokerProfile } from "../../../simulator/index.ts";
import { type Design, setValue, switchBroker } from "../../design/index.ts";

/**
 * Changes one of the things that are edited together. What a broker is is no value like others: its words and
 * channels go over to the product.
 */
export function changeOne(
  draft: Design,
  [table, id]: readonly ["nodes" | "links", string],
  { path, value }: { path: readonly string[]; value: unknown },
): void {
  const [key] = path;
  if (table === "nodes" && key === "profile")
    switchBroker(draft, id, (value ?? "generic") as BrokerProfile);
  else setValue(draft, ["system", table, id, ...path], value);
}
