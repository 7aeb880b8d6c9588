#!/usr/bin/env node
import { Command } from "commander";

await new Command("sluice")
  .description("Design and simulate event-driven systems")
  .version("0.1.0")
  .parseAsync();
