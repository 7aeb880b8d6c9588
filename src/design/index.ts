/** The document: file format, edits and history. Knows neither React nor the DOM. */
export * from "./changes/index.ts";
export * from "./DesignFile.ts";
export * from "./designStore.ts";
export * from "./edits/index.ts";
export { editValue, problemSentence } from "./editValue.ts";
export { emptyDesign } from "./emptyDesign.ts";
export * from "./frames.ts";
export * from "./linkVerdict.ts";
export { type Names, namesInDesign } from "./namesInDesign.ts";
export * from "./nodeFace.ts";
export * from "./nodeSize.ts";
export { checkDesign, MAX_FILE_BYTES, type ParsedDesign, parseDesign } from "./parseDesign.ts";
export { pasteInto } from "./pasteInto.ts";
export { printDesign } from "./printDesign.ts";
export { jsonPath, type Problem, problemLine } from "./problem.ts";
export * from "./Rect.ts";
export { reach } from "./reach.ts";
export { type Salvaged, salvageDesign } from "./salvageDesign.ts";
