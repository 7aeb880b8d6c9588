/** The inspector: everything about what is selected. */
export { InspectorScreen } from "./InspectorScreen.tsx";
