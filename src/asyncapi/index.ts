/** AsyncAPI: a mapping between two documents. Pure; the parser is loaded when it is asked for. */
export type { AsyncApiDocument } from "./AsyncApiDocument.ts";
export {
  type AsyncApiFile,
  type AsyncApiFileOptions,
  allAsyncApiFiles,
  asyncApiFile,
  eachAsyncApiFile,
} from "./asyncApiFiles.ts";
export { createValidator, type Diagnostic, type Validate } from "./createValidator.ts";
export { counted, type Loss, lossesOf, onlyInExtension } from "./lossesOf.ts";
export { type DocumentFormat, lineFinder } from "./printDocument.ts";
export { type RoundTrip, roundTrip } from "./roundTrip.ts";
export { type Service, services, toAsyncApi } from "./toAsyncApi.ts";
