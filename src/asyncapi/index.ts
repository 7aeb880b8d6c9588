/**
 * AsyncAPI: a mapping between two documents. Pure. The parser (`createValidator.ts`) is big, so only
 * its worker enters there.
 */
export {
  type AsyncApiFile,
  allAsyncApiFiles,
  asyncApiFile,
  eachAsyncApiFile,
} from "./asyncApiFiles.ts";
export type { Diagnostic } from "./createValidator.ts";
export { counted, lossesOf, onlyInExtension } from "./lossesOf.ts";
export { type DocumentFormat, lineFinder } from "./printDocument.ts";
export { roundTrip } from "./roundTrip.ts";
