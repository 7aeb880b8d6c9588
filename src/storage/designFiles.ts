/** Opening and saving files on the user's own disk. */

/** A file that was chosen, or why it could not be read. */
export type ChosenFile = { name: string; text: string } | { problem: string };

/** Larger files are not read into memory. */
const MAX_BYTES = 64 * 1024 * 1024;

/** Lets the user choose a file; undefined when he chooses none. */
export function chooseFile(): Promise<ChosenFile | undefined> {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = ".json,application/json";
  return new Promise((resolve) => {
    input.addEventListener("cancel", () => resolve(undefined));
    input.addEventListener("change", () => {
      const [file] = input.files ?? [];
      resolve(file ? readFile(file) : undefined);
    });
    input.click();
  });
}

/** Reads a file that was chosen or dropped. */
export async function readFile(file: File): Promise<ChosenFile> {
  if (file.size > MAX_BYTES)
    return { problem: `${file.name} is larger than 64 MiB, which no design is.` };
  try {
    return { name: file.name, text: await file.text() };
  } catch {
    return { problem: `${file.name} could not be read. It may have been moved; choose it again.` };
  }
}

/** Gives the user a file to keep. */
export function downloadText(name: string, text: string, type = "application/json"): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** A file name made of a design's name: "Order processing" gives order-processing.sluice.json. */
export function fileNameOf(designName: string): string {
  const stem = designName
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
  return `${stem || "design"}.sluice.json`;
}
