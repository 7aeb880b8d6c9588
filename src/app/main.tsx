import { createRoot } from "react-dom/client";
import { startTheme } from "../ui/index.ts";
import { App } from "./App.tsx";
import { openSession } from "./openSession.ts";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root to draw the app into.");
startTheme();
const session = await openSession();
createRoot(root).render(<App session={session} />);
