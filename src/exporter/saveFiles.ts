/** Gives files to the browser's downloads, one after the other. */
export function saveFiles(files: readonly { path: string; text: string }[]): void {
  for (const { path, text } of files) {
    const url = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
    const link = document.createElement("a");
    link.href = url;
    link.download = path;
    link.click();
    // The browser has taken the text by then; kept on, it would stay in memory.
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  }
}
