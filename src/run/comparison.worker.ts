import { expose } from "comlink";
import { compareBrokers } from "../../simulator/index.ts";
import type { ComparisonHost } from "./startComparison.ts";

const host: ComparisonHost = { compare: compareBrokers };

expose(host);
