import { createRoot } from "react-dom/client";
import { startTheme } from "../ui/index.ts";
import { StatesPage } from "./states/StatesPage.tsx";

const root = document.getElementById("root");
if (!root) throw new Error("states.html has no #root to draw into.");
startTheme();
createRoot(root).render(<StatesPage />);
