import { expose } from "comlink";
import { crashAtEachStep } from "../../simulator/index.ts";
import type { CrashHost } from "./CrashClient.ts";

const host: CrashHost = { crashAtEachStep };

expose(host);
