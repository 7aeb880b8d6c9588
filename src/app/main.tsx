import "./withoutEval.ts";

import { createRoot } from "react-dom/client";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root to draw the app into.");
createRoot(root).render(<h1>Sluice</h1>);
