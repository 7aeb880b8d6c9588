/** Every change of a design is one of these, done to a draft through `DesignStore.edit`. */
export { addNode, nameOfPlaceable, PLACEABLE_KINDS, type Placeable } from "./addNode.ts";
export { connect, linkKindFor } from "./connect.ts";
export { moveNodes } from "./moveNodes.ts";
export { addNote, moveNotes, removeNotes, writeNote } from "./notes.ts";
export { fitsInto, putIntoContainer, takeOutOfContainer } from "./putIntoContainer.ts";
export { remove } from "./remove.ts";
export { renameDesign, renameNode } from "./rename.ts";
export { addFault, setSeed } from "./scenario.ts";
export { setValue, type ValuePath, valueAtPath } from "./setValue.ts";
