import { mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { allAsyncApiFiles, asyncApiFile } from "../asyncapi/index.ts";
import { BadInput } from "./BadInput.ts";
import { readDesign } from "./readDesign.ts";

interface Options {
  service?: string;
  out?: string;
  json?: boolean;
}

/** `sluice asyncapi FILE`: one document to standard output, or all of them into a folder. */
export async function asyncapi(file: string, { service, out, json }: Options): Promise<void> {
  const { design } = readDesign(file);
  const base = basename(file).replace(/(\.sluice)?\.json$/, "");
  const format = json ? "json" : "yaml";
  if (out === undefined) {
    const { text } = await documentOf(() =>
      asyncApiFile(design, { base, format, ...(service !== undefined && { service }) }),
    );
    process.stdout.write(text);
    return;
  }
  const files =
    service === undefined
      ? await allAsyncApiFiles(design, { base, format })
      : [await documentOf(() => asyncApiFile(design, { base, format, service }))];
  for (const { path, text } of files) write(out, path, text);
  process.stdout.write(`${files.map(({ path }) => join(out, path)).join("\n")}\n`);
}

/** A service that the design does not have is the caller's mistake. */
async function documentOf<T>(make: () => Promise<T>): Promise<T> {
  try {
    return await make();
  } catch (error) {
    throw new BadInput(error instanceof Error ? error.message : String(error));
  }
}

function write(folder: string, path: string, text: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, path), text);
  } catch (error) {
    throw new BadInput(
      `${join(folder, path)} could not be written: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
