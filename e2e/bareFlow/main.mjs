import "./main.css";
import "@xyflow/react/dist/style.css";
import { applyNodeChanges, ReactFlow } from "@xyflow/react";
import { createElement, useCallback, useState } from "react";
import { createRoot } from "react-dom/client";
import { largeGraph } from "./largeGraph.mjs";

const graph = largeGraph();
const NODES = graph.nodes.map(({ id, x, y }) => ({ id, position: { x, y }, data: { label: id } }));
const EDGES = graph.links.map(({ source, target }) => ({
  id: `${source}>${target}`,
  source,
  target,
}));
const PAN_BUTTONS = [0, 1];

/** The graph view as its documentation begins: default nodes, default links, nothing else. */
function Bare() {
  const [nodes, setNodes] = useState(NODES);
  const onNodesChange = useCallback(
    (/** @type {any} */ changes) =>
      setNodes((/** @type {any} */ old) => applyNodeChanges(changes, old)),
    [],
  );
  return createElement(ReactFlow, {
    nodes,
    edges: EDGES,
    onNodesChange,
    fitView: true,
    minZoom: 0.1,
    panOnDrag: PAN_BUTTONS,
  });
}

const root = document.getElementById("root");
if (root) createRoot(root).render(createElement(Bare));
