import { describe, expect, it } from "vitest";
import { ensureChromium, findChromium, type Machine } from "./chromium.mjs";

/** A machine where only the given files start; each successful command may add one. */
function machineWith(files: string[], changes: Partial<Machine> = {}) {
  const commands: string[] = [];
  const machine: Machine = {
    environment: { PATH: "/opt/bin:/usr/bin" },
    playwrightPath: () => "/cache/chrome",
    works: (path) => files.includes(path),
    hasCommand: () => false,
    isRoot: false,
    run: ({ command, args }) => {
      commands.push([command, ...args].join(" "));
      return false;
    },
    ...changes,
  };
  return { machine, commands, files };
}

describe("findChromium", () => {
  it("prefers what the environment names", () => {
    const { machine } = machineWith(["/mine/chrome", "/cache/chrome"], {
      environment: { CHROME_PATH: "/mine/chrome" },
    });
    expect(findChromium(machine)).toBe("/mine/chrome");
  });

  it("passes over a named file that does not start", () => {
    const { machine } = machineWith(["/usr/bin/chromium"], {
      environment: { CHROME_PATH: "/gone/chrome" },
    });
    expect(findChromium(machine)).toBe("/usr/bin/chromium");
  });

  it("prefers Playwright's own to the system's", () => {
    expect(findChromium(machineWith(["/usr/bin/chromium", "/cache/chrome"]).machine)).toBe(
      "/cache/chrome",
    );
  });

  it("looks along the path, then at the usual places", () => {
    expect(findChromium(machineWith(["/opt/bin/google-chrome"]).machine)).toBe(
      "/opt/bin/google-chrome",
    );
    expect(findChromium(machineWith(["/snap/bin/chromium"]).machine)).toBe("/snap/bin/chromium");
  });

  it("finds nothing where nothing is", () => {
    expect(findChromium(machineWith([]).machine)).toBeUndefined();
  });
});

describe("ensureChromium", () => {
  it("installs nothing when there is one", () => {
    const { machine, commands } = machineWith(["/usr/bin/chromium"]);
    expect(ensureChromium(machine)).toBe("/usr/bin/chromium");
    expect(commands).toEqual([]);
  });

  it("downloads Playwright's first", () => {
    const { machine, files } = machineWith([], {
      isRoot: true,
      hasCommand: (name) => name === "apt-get",
      run: ({ command }) => command === "npx" && files.push("/cache/chrome") > 0,
    });
    expect(ensureChromium(machine)).toBe("/cache/chrome");
  });

  it("asks the package manager when the download fails", () => {
    const commands: string[] = [];
    const { machine, files } = machineWith([], {
      isRoot: true,
      hasCommand: (name) => name === "apt-get",
      run: ({ command, args }) => {
        commands.push(`${command} ${args[0]}`);
        if (args[0] === "install" && command === "apt-get") files.push("/usr/bin/chromium");
        return command === "apt-get";
      },
    });
    expect(ensureChromium(machine)).toBe("/usr/bin/chromium");
    expect(commands).toEqual(["npx playwright", "apt-get update", "apt-get install"]);
  });

  it("does not install with a package list that could not be fetched", () => {
    const { machine, commands } = machineWith([], {
      isRoot: true,
      hasCommand: (name) => name === "apt-get",
    });
    expect(() => ensureChromium(machine)).toThrow(/set CHROME_PATH/);
    expect(commands).toEqual(["npx playwright install chromium", "apt-get update -q"]);
  });

  it("leaves the package manager alone without the right to use it", () => {
    const { machine, commands } = machineWith([], { hasCommand: () => true });
    expect(() => ensureChromium(machine)).toThrow(/apt-get install chromium/);
    expect(commands).toEqual(["npx playwright install chromium"]);
  });
});
