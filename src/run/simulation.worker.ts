import { expose } from "comlink";
import { SimulationHost } from "./SimulationHost.ts";

expose(new SimulationHost());
