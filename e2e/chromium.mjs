/**
 * Finds a Chromium for the browser journeys, and fetches one where there is none.
 * The order: what the environment names, Playwright's own, what the system has; then Playwright's
 * download; then the system's package manager; then a message that says what to install.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";

const VARIABLES = ["CHROME_PATH", "CHROME_BIN", "PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH"];
const COMMANDS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** @typedef {{ command: string, args: string[], seconds: number }} Act */

/**
 * What the search touches of the machine; tests pass their own.
 * @typedef {object} Machine
 * @property {Record<string, string | undefined>} environment
 * @property {() => string} playwrightPath where Playwright keeps (or would keep) its own Chromium
 * @property {(path: string) => boolean} works the file exists and starts
 * @property {(command: string) => boolean} hasCommand
 * @property {boolean} isRoot
 * @property {(act: Act) => boolean} run runs a command within its time; whether it succeeded
 */

/** @type {Machine} */
const thisMachine = {
  environment: process.env,
  playwrightPath: () => chromium.executablePath(),
  // A distribution may put a stub in the path that only tells how to install the real thing.
  works: (path) => existsSync(path) && succeeds(path, ["--version"], 15, "ignore"),
  hasCommand: (command) => inPath(command, process.env).some((path) => existsSync(path)),
  isRoot: process.getuid?.() === 0,
  run: ({ command, args, seconds }) => succeeds(command, args, seconds, "inherit"),
};

/**
 * @param {string} command
 * @param {string[]} args
 * @param {number} seconds
 * @param {"ignore" | "inherit"} stdio
 */
function succeeds(command, args, seconds, stdio) {
  return (
    spawnSync(command, args, { stdio, timeout: seconds * 1000, killSignal: "SIGKILL" }).status === 0
  );
}

/**
 * @param {string} command
 * @param {Record<string, string | undefined>} environment
 */
function inPath(command, environment) {
  const folders = (environment.PATH ?? "").split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, command));
}

/**
 * The first Chromium that starts, or undefined.
 * @param {Machine} machine
 */
export function findChromium(machine = thisMachine) {
  const named = VARIABLES.map((name) => machine.environment[name] ?? "").filter(Boolean);
  const installed = COMMANDS.flatMap((command) => inPath(command, machine.environment));
  const candidates = [...named, machine.playwrightPath(), ...installed, ...PLACES];
  return [...new Set(candidates)].find(machine.works);
}

/**
 * The ways to install a Chromium here, in the order to try them.
 * @param {Machine} machine
 * @returns {Act[][]}
 */
export function waysToInstall(machine) {
  const playwright = ["playwright", "install", "chromium"];
  const ways = [[{ command: "npx", args: playwright, seconds: 90 }]];
  if (machine.isRoot && machine.hasCommand("apt-get")) {
    ways.push([
      { command: "apt-get", args: ["update", "-q"], seconds: 90 },
      {
        command: "apt-get",
        args: ["install", "-qy", "--no-install-recommends", "chromium"],
        seconds: 240,
      },
    ]);
  }
  if (machine.isRoot && machine.hasCommand("dnf")) {
    ways.push([{ command: "dnf", args: ["install", "-qy", "chromium"], seconds: 240 }]);
  }
  if (machine.isRoot && machine.hasCommand("apk")) {
    ways.push([{ command: "apk", args: ["add", "chromium"], seconds: 240 }]);
  }
  return ways;
}

/**
 * A Chromium that starts, installed first where necessary.
 * @param {Machine} machine
 * @returns {string}
 * @throws {Error} when there is none and none could be installed
 */
export function ensureChromium(machine = thisMachine) {
  const found = findChromium(machine);
  if (found) return found;
  for (const acts of waysToInstall(machine)) {
    console.log(`No Chromium yet; trying: ${acts.map(inWords).join(" && ")}`);
    acts.every(machine.run);
    const installed = findChromium(machine);
    if (installed) return installed;
  }
  throw new Error(
    "The browser journeys need Chromium and none could be found or installed. " +
      "Install it (Debian: apt-get install chromium; Fedora: dnf install chromium; " +
      "macOS: brew install --cask chromium) or set CHROME_PATH to the executable.",
  );
}

/** @param {Act} act */
function inWords(act) {
  return [act.command, ...act.args].join(" ");
}
