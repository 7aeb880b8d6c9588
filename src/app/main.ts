import { sayUnloaded } from "./sayUnloaded.ts";
import { startReading } from "./startReading.ts";

// Each part does its work as soon as it has come, while the others are on their way: the store and the
// example are read, the widgets' library makes itself ready, the design is checked, and then it is drawn.
const reading = startReading();
const widgets = import("react-dom/client");
const found = import("./findDesign.ts").then(async ({ findDesign }) => findDesign(await reading));
// What fails here is told below, or by the page.
for (const part of [widgets, found]) part.catch(() => undefined);
try {
  const { showPage } = await import("./showPage.tsx");
  await showPage(reading, found);
} catch (error) {
  sayUnloaded(document.getElementById("root") ?? document.body, error);
}
