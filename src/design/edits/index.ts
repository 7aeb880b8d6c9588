/** Every change of a design is one of these, done to a draft through `DesignStore.edit`. */
export { addNode, linkEndOf, nameOfPlaceable, PLACEABLE_KINDS, type Placeable } from "./addNode.ts";
export { type Alignment, type Axis, aligned, distributed } from "./arrange.ts";
export { clippingOf, copyText } from "./clipping.ts";
export { connect } from "./connect.ts";
export { group, keptInside, resize, setCollapsed, ungroup, whyNoGroup } from "./containers.ts";
export { type Choice, choicesBeside, choicesWithin } from "./following.ts";
export { moveNodes } from "./moveNodes.ts";
export { addNote, removeNotes, writeNote } from "./notes.ts";
export { type Pasted, paste } from "./paste.ts";
export { containerFor, fitsInto, putIntoContainer, takesIn } from "./putIntoContainer.ts";
export { remove } from "./remove.ts";
export { renameDesign, renameNode } from "./rename.ts";
export { renameMessageType } from "./renameMessageType.ts";
export {
  type End,
  insertInto,
  reconnect,
  removeAndReconnect,
  whyNotInsert,
  whyNotReconnect,
} from "./rewire.ts";
export { addFault, setSeed } from "./scenario.ts";
export {
  carrying,
  containerJoined,
  layOut,
  type Moved,
  nameOf,
  settle,
  shifted,
} from "./settle.ts";
export { setValue, type ValuePath, valueAtPath } from "./setValue.ts";
export { spotBelow } from "./spotBelow.ts";
export { switchBroker } from "./switchBroker.ts";
