/** A thread that runs replications. It has to learn TypeScript first: threads do not inherit that. */
import { parentPort } from "node:worker_threads";
import { register } from "tsx/esm/api";

register();
const { runReplications } = await import("./runReplications.ts");
parentPort?.on("message", (job) => parentPort?.postMessage(runReplications(job)));
