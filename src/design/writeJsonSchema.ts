import { writeFileSync } from "node:fs";
import { designJsonSchema } from "./jsonSchema.ts";

writeFileSync(
  new URL("../../public/sluice.schema.json", import.meta.url),
  `${JSON.stringify(designJsonSchema(), null, 1)}\n`,
);
