/** The same run in Node, by the part that lives in the app's worker: `node.js SYSTEMS MESSAGES`. Prints milliseconds and events. */
import { chains } from "../../simulator/bench/designs.ts";
import { Scenario, System } from "../../simulator/index.ts";
import { SimulationHost } from "../../src/run/SimulationHost.ts";

const [systems = "1", messages = "1000"] = process.argv.slice(2);
const { system, scenario } = chains(Number(systems), Number(messages), 1, true);
const host = new SimulationHost();
host.start({ system: System.parse(system), scenario: Scenario.parse(scenario) }, [], 0);
const begun = performance.now();
while (!host.pull(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY).isDone);
const running = performance.now() - begun;
console.log(JSON.stringify({ running, events: host.summary().events }));
