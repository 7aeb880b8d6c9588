/** First steps and help: the tour, and what the figures rest on. */
export { ModelDialog } from "./ModelDialog.tsx";
export { Tour } from "./Tour.tsx";
