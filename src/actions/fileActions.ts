import type { Action } from "./Action.ts";

/** Acts on the design as a whole. */
export const FILE_ACTIONS = [
  {
    id: "new",
    label: "New design",
    group: "File",
    icon: "file",
    words: "empty create",
    perform: ({ files }) => files.current?.newDesign(),
  },
  {
    id: "open",
    label: "Open file…",
    group: "File",
    words: "load import",
    perform: ({ files }) => files.current?.openFromDisk(),
  },
  {
    id: "save-file",
    label: "Save as file",
    group: "File",
    icon: "download",
    words: "download export json",
    perform: ({ files }) => files.current?.saveAsFile(),
  },
  {
    id: "export-asyncapi",
    label: "Export AsyncAPI…",
    group: "File",
    words: "yaml document api",
    perform: ({ view }) => view.setState({ workplace: "asyncapi" }),
  },
] as const satisfies readonly Action[];
