import { useEffect } from "react";
import { openDropped } from "./openDesign.ts";
import type { OpenSession } from "./openSession.ts";

/** A file dropped anywhere on the page opens; nothing else does, so that the page is not left. */
export function useFileDrop(session: OpenSession): void {
  useEffect(() => {
    const isFile = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    const over = (event: DragEvent) => {
      if (isFile(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      if (!isFile(event)) return;
      event.preventDefault();
      const [file] = event.dataTransfer?.files ?? [];
      const handle = handleOf(event.dataTransfer?.items[0]);
      if (file) void handle.then((found) => openDropped(session, file, found));
    };
    window.addEventListener("dragover", over);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragover", over);
      window.removeEventListener("drop", drop);
    };
  }, [session]);
}

/** The way to write the file again, where the browser gives one; asked for while the drop lasts. */
async function handleOf(
  item: DataTransferItem | undefined,
): Promise<FileSystemFileHandle | undefined> {
  const { getAsFileSystemHandle } = (item ?? {}) as {
    getAsFileSystemHandle?: () => Promise<FileSystemHandle | null>;
  };
  const handle = await getAsFileSystemHandle?.call(item).catch(() => null);
  return handle?.kind === "file" ? (handle as FileSystemFileHandle) : undefined;
}
