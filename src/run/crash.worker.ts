import { expose } from "comlink";
import { crashAtEachStep, failAtEachSagaStep } from "../../simulator/index.ts";
import type { CrashHost } from "./CrashClient.ts";

const host: CrashHost = { crashAtEachStep, failAtEachSagaStep };

expose(host);
