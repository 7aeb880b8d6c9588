import { z } from "zod";
import {
  checkObjective,
  checkScenario,
  Id,
  Objective,
  Prose,
  Scenario,
  System,
} from "../../simulator/index.ts";

/** The format that this version writes. Older ones are migrated when they are read. */
export const FORMAT = 3;
/** Where a design file says what it is; editors use it for completion. Never fetched. */
export const SCHEMA_REFERENCE = "./sluice.schema.json";

/** A coordinate on the canvas, in pixels at 100 %. */
const Coordinate = z.number().min(-1e6).max(1e6);
/** Top left corner of a node; with width and height where it was resized. */
const Placement = z.union([
  z.tuple([Coordinate, Coordinate]),
  z.tuple([Coordinate, Coordinate, Coordinate, Coordinate]),
]);

/** How the system is drawn; apart from what it means, so that a text diff tells the two apart. */
const Layout = z.strictObject({
  nodes: z.record(Id, Placement).prefault({}).describe("Top left corner of each node"),
  collapsed: z
    .array(Id)
    .optional()
    .describe("Brokers and zones that are drawn as one card, without what stands in them"),
});

/** Text on the canvas. */
const Note = z.strictObject({
  text: Prose.prefault(""),
  at: Placement.describe("Where it stands"),
});

/** The fields of a design, before its parts are held against each other. */
export const DesignShape = z.strictObject({
  $schema: z.string().optional().describe("The JSON Schema of this file"),
  format: z.literal(FORMAT).describe("Format version of this file"),
  name: z.string().min(1).max(200).describe("Name of the design"),
  description: Prose.optional(),
  system: System.prefault({}).describe("Nodes, links and message types"),
  scenarios: z
    .record(Id, Scenario)
    .prefault({})
    .describe("What is run; the first one is the default"),
  objectives: z.record(Id, Objective).prefault({}).describe("Promises held against each run"),
  guesses: z
    .array(z.string())
    .optional()
    .describe("JSON paths of values that were guessed on import"),
  layout: Layout.prefault({}).describe("Where things are drawn"),
  notes: z.record(Id, Note).optional().describe("Text on the canvas"),
});

/** What of a design the simulator does not read. */
export const Drawing = DesignShape.omit({ system: true, scenarios: true, objectives: true });

/** A design: a system with its scenarios, objectives, picture and notes. One JSON file. */
export const DesignFile = DesignShape.superRefine((design, context) => {
  for (const [id, scenario] of Object.entries(design.scenarios)) {
    for (const { path, message } of checkScenario(design.system, scenario)) {
      context.addIssue({ code: "custom", path: ["scenarios", id, ...path], message });
    }
  }
  for (const [id, objective] of Object.entries(design.objectives)) {
    for (const { path, message } of checkObjective(design.system, objective)) {
      context.addIssue({ code: "custom", path: ["objectives", id, ...path], message });
    }
  }
});

/** A design as it stands in the file: what is edited, kept and saved. */
export type Design = z.input<typeof DesignShape>;
/** A design with defaults filled in and quantities in base units: what is run. */
export type ResolvedDesign = z.output<typeof DesignShape>;
