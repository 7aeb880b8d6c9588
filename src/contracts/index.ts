/** Message types: versions, schemas, who can read what. */
export { MessageTypesWorkplace } from "./MessageTypesWorkplace.tsx";
