import { expose } from "comlink";
import { lintSystem, tellFinding } from "../lint/index.ts";
import type { LintHost } from "./LintClient.ts";

const host: LintHost = {
  lint: async (system) => lintSystem(system).map(tellFinding),
};

expose(host);
