import { startReading } from "./startReading.ts";

// What is kept is read while the program is on its way.
const reading = startReading();
const { showPage } = await import("./showPage.tsx");
await showPage(reading);
