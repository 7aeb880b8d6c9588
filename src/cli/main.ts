#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { asyncapi } from "./asyncapi.ts";
import { BadInput } from "./BadInput.ts";
import { compare } from "./compare.ts";
import { lint } from "./lint.ts";
import { run } from "./run.ts";
import { validate } from "./validate.ts";

const program = new Command("sluice")
  .description("Simulate and check event-driven systems")
  .version("0.1.0")
  .exitOverride()
  .configureOutput({ outputError: () => undefined });

program
  .command("run")
  .description("simulate a design; exit code 1 when one of its objectives fails")
  .argument("<file>", "design file (*.sluice.json)")
  .option("--scenario <name>", "scenario of the design; its first one if absent")
  .option("--seed <number>", "another seed than the scenario's")
  .option("--duration <time>", 'another duration, such as "10 min", 10m or seconds')
  .option("--json", "everything that was measured, as one JSON object")
  .option("--trace <file>", "write traces of what went wrong, and of a sample, as JSON")
  .option(
    "--memory <size>",
    'memory for the messages and events it holds at once, up to "1.75 GiB"; 1 GiB if absent',
  )
  .action(run);

program
  .command("compare")
  .description("run a design on several brokers and say what changes, and by which setting")
  .argument("<file>", "design file (*.sluice.json)")
  .requiredOption("--broker <names>", "profiles to run on, such as rabbitmq,kafka,sqs")
  .option("--scenario <name>", "scenario of the design; its first one if absent")
  .option("--seed <number>", "another seed than the scenario's")
  .option("--duration <time>", 'another duration, such as "10 min", 10m or seconds')
  .option("--replications <number>", "runs on each broker, for confidence intervals", "1")
  .option("--no-causes", "do not search for the setting behind each difference")
  .option("--json", "everything that was measured, as one JSON object")
  .action(compare);

program
  .command("validate")
  .description("say what is wrong with a design file, with JSON paths")
  .argument("<file>", "design file (*.sluice.json)")
  .option("--json", "the problems as JSON")
  .action(validate);

program
  .command("lint")
  .description("find what will hurt before it is run; exit code 1 when a finding is an error")
  .argument("<file>", "design file (*.sluice.json)")
  .option("--json", "the findings as JSON")
  .action(lint);

program
  .command("asyncapi")
  .description("write the design as AsyncAPI 3")
  .argument("<file>", "design file (*.sluice.json)")
  .option("--service <name>", "the document of one service instead of the whole system")
  .option("--out <dir>", "write the documents of the system and of each service into a folder")
  .option("--json", "JSON instead of YAML")
  .action(asyncapi);

try {
  if (process.argv.length > 2) await program.parseAsync();
  else program.outputHelp();
} catch (error) {
  process.exitCode = exitCodeOf(error);
}

/** 0 for help and version, 2 for bad input and usage with one clear message; anything else is a bug. */
function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    process.stderr.write(
      `${error.message.replace(/^error: /, "sluice: ")}. See "sluice --help".\n`,
    );
    return 2;
  }
  if (error instanceof BadInput) {
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
  throw error;
}
