/** A word of the file as the screen writes it: "after-handler" → "after handler". */
export const wordOf = (word: string) => word.replaceAll("-", " ");
