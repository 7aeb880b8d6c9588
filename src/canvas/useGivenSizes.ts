import { useStoreApi } from "@xyflow/react";
import { useState } from "react";

/**
 * Keeps the graph view from measuring nodes on the screen: their sizes and the ends of their links are
 * given with them. It would read each node as it appears, whatever it was given, and draw every link
 * anew from what it read. Before the first drawing, since the graph view takes its measure-taker then.
 */
export function useGivenSizes(): void {
  const graph = useStoreApi();
  useState(() => graph.setState({ updateNodeInternals: () => undefined }));
}
