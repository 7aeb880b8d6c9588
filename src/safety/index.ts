/** What keeps work from getting lost, as it is shown: versions, designs, conflicts, broken files, room. */
export { ConflictDialog } from "./ConflictDialog.tsx";
export { DesignsDialog } from "./DesignsDialog.tsx";
export { type FileProblem, FileProblemDialog } from "./FileProblemDialog.tsx";
export { RoomDialog } from "./RoomDialog.tsx";
export { VersionsDialog } from "./VersionsDialog.tsx";
