export { AsyncApiExport, type AsyncApiExportProps } from "./AsyncApiExport.tsx";
