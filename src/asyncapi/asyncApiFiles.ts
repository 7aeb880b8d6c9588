import type { Design } from "../design/index.ts";
import type { AsyncApiDocument } from "./AsyncApiDocument.ts";
import { slugOf } from "./Keys.ts";
import { type DocumentFormat, printDocument } from "./printDocument.ts";
import { cutOut, services, toAsyncApi } from "./toAsyncApi.ts";

/** A document as a file: the whole system, or what one service sends and receives. */
export interface AsyncApiFile {
  /** File name, without a folder. */
  path: string;
  text: string;
  document: AsyncApiDocument;
  view: "system" | "service";
}

/** How files are called and written. */
export interface AsyncApiFileOptions {
  /** Begins every file name; made of the design's name if absent. */
  base?: string;
  format?: DocumentFormat;
}

/** Writes the document of the system, or of one service. */
export async function asyncApiFile(
  design: Design,
  { service, ...options }: AsyncApiFileOptions & { service?: string } = {},
): Promise<AsyncApiFile> {
  const document = toAsyncApi(design);
  if (service === undefined) return fileOf(design, document, "system", [], options);
  return fileOf(design, cutOut(design, document, service), "service", [service], options);
}

/** Writes the document of the system and then one for each service, file by file. */
export async function* eachAsyncApiFile(
  design: Design,
  options: AsyncApiFileOptions = {},
): AsyncGenerator<AsyncApiFile> {
  const system = toAsyncApi(design);
  yield await fileOf(design, system, "system", [], options);
  for (const { id } of services(design))
    yield await fileOf(design, cutOut(design, system, id), "service", [id], options);
}

/** Writes the document of the system and one for each service. */
export async function allAsyncApiFiles(
  design: Design,
  options: AsyncApiFileOptions = {},
): Promise<AsyncApiFile[]> {
  const files: AsyncApiFile[] = [];
  for await (const file of eachAsyncApiFile(design, options)) files.push(file);
  return files;
}

async function fileOf(
  design: Design,
  document: AsyncApiDocument,
  view: AsyncApiFile["view"],
  names: readonly string[],
  { base = slugOf(design.name), format = "yaml" }: AsyncApiFileOptions,
): Promise<AsyncApiFile> {
  const words = names.map((name) => name.replace(/[^A-Za-z0-9._-]/g, "-"));
  const path = [base, ...words, "asyncapi", format].join(".");
  return { path, text: await printDocument(document, format), document, view };
}
