import type { Design } from "../design/index.ts";
import type { AsyncApiDocument } from "./AsyncApiDocument.ts";
import { slugOf } from "./Keys.ts";
import { type DocumentFormat, printDocument } from "./printDocument.ts";
import { services, toAsyncApi } from "./toAsyncApi.ts";

/** A document as a file: the whole system, or what one service sends and receives. */
export interface AsyncApiFile {
  /** File name, without a folder. */
  path: string;
  text: string;
  document: AsyncApiDocument;
  view: "system" | "service";
  /** Id of the service of a service document. */
  service?: string;
}

/** Which documents are wanted, and how they are called and written. */
export interface AsyncApiFileOptions {
  /** Begins every file name; the design's name if absent. */
  base?: string;
  format?: DocumentFormat;
}

/** Writes the document of the system. */
export async function systemFile(
  design: Design,
  options: AsyncApiFileOptions = {},
): Promise<AsyncApiFile> {
  const document = toAsyncApi(design);
  return { ...(await writeFile(design, document, [], options)), view: "system" };
}

/**
 * Writes the document of one service.
 * @throws Error when there is no such service; the message names those there are
 */
export async function serviceFile(
  design: Design,
  service: string,
  options: AsyncApiFileOptions = {},
): Promise<AsyncApiFile> {
  const document = toAsyncApi(design, { service });
  const name = service.replace(/[^A-Za-z0-9._-]/g, "-");
  return { ...(await writeFile(design, document, [name], options)), view: "service", service };
}

/** Writes the document of the system and one for each service, as `sluice asyncapi --out` does. */
export async function allFiles(
  design: Design,
  options: AsyncApiFileOptions = {},
): Promise<AsyncApiFile[]> {
  const files = [await systemFile(design, options)];
  for (const { id } of services(design)) files.push(await serviceFile(design, id, options));
  return files;
}

async function writeFile(
  design: Design,
  document: AsyncApiDocument,
  names: readonly string[],
  { base = slugOf(design.name), format = "yaml" }: AsyncApiFileOptions,
) {
  const path = [base, ...names, "asyncapi", format].join(".");
  return { path, text: await printDocument(document, format), document };
}
