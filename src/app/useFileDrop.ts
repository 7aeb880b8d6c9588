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
      if (file) void openDropped(session, file);
    };
    window.addEventListener("dragover", over);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragover", over);
      window.removeEventListener("drop", drop);
    };
  }, [session]);
}
