/** Opening and saving files on the user's own disk. */

/** A file that was chosen, or why it could not be read. */
export type ChosenFile =
  | { name: string; text: string; handle?: FileSystemFileHandle | undefined }
  | { name: string; problem: string };

/** What saving to a file came to; undefined when the user chose no file. */
export type SavedFile =
  | { kind: "written"; handle: FileSystemFileHandle }
  | { kind: "downloaded" }
  | { kind: "failed"; reason: string }
  | undefined;

interface PickerOptions {
  suggestedName?: string;
  types: { description: string; accept: Record<string, string[]> }[];
}

/** File System Access, where there is one. */
interface FilePickers {
  showOpenFilePicker?(options: PickerOptions): Promise<FileSystemFileHandle[]>;
  showSaveFilePicker?(options: PickerOptions): Promise<FileSystemFileHandle>;
}
interface Permitting {
  requestPermission?(options: { mode: "readwrite" }): Promise<PermissionState>;
}

/** Larger files are not read into memory. */
const MAX_BYTES = 64 * 1024 * 1024;
const TYPES = [{ description: "Sluice design", accept: { "application/json": [".json"] } }];

/** Lets the user choose a file; undefined when he chooses none. */
export async function chooseFile(): Promise<ChosenFile | undefined> {
  const { showOpenFilePicker } = window as FilePickers;
  if (!showOpenFilePicker) return chooseByInput();
  try {
    const [handle] = await showOpenFilePicker.call(window, { types: TYPES });
    return handle && (await readFile(await handle.getFile(), handle));
  } catch (error) {
    if (isCancelled(error)) return undefined;
    return chooseByInput();
  }
}

function chooseByInput(): Promise<ChosenFile | undefined> {
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
export async function readFile(file: File, handle?: FileSystemFileHandle): Promise<ChosenFile> {
  const { name } = file;
  if (file.size > MAX_BYTES) {
    const size = Math.round(file.size / 1024 / 1024);
    return { name, problem: `It has ${size} MiB; no design is larger than 64 MiB.` };
  }
  try {
    return { name, text: await file.text(), handle };
  } catch {
    return { name, problem: "It may have been moved or is a folder. Choose it again." };
  }
}

/**
 * Writes a text to a file: to the one that is known, else to one that the user chooses. Where pages
 * cannot write files it is downloaded.
 */
export async function saveText(
  name: string,
  text: string,
  known?: FileSystemFileHandle,
): Promise<SavedFile> {
  const { showSaveFilePicker } = window as FilePickers;
  if (!known && !showSaveFilePicker) {
    downloadText(name, text);
    return { kind: "downloaded" };
  }
  try {
    const options = { suggestedName: name, types: TYPES };
    const handle = known ?? (await showSaveFilePicker?.call(window, options));
    if (!handle) return undefined;
    await (handle as Permitting).requestPermission?.({ mode: "readwrite" });
    const stream = await handle.createWritable();
    await stream.write(text);
    await stream.close();
    return { kind: "written", handle };
  } catch (error) {
    if (isCancelled(error)) return undefined;
    return { kind: "failed", reason: error instanceof Error ? error.message : String(error) };
  }
}

function isCancelled(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
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
