import { writeFileSync } from "node:fs";
import { fidelityPage } from "./fidelity.ts";
import { INEXPRESSIBLE, SCENARIOS } from "./index.ts";

writeFileSync(
  new URL("../../../docs/fidelity.md", import.meta.url),
  fidelityPage(SCENARIOS, INEXPRESSIBLE),
);
