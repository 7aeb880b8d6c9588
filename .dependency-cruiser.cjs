/**
 * Who may import whom, as docs/architecture.md draws it. Each rule names the promise it keeps.
 * A folder not named here may not be imported at all: give it a layer first.
 */
const ENGINE_MAY_IMPORT = {
  model: [],
  contracts: ["model/"],
  profiles: ["model/"],
  kernel: ["model/"],
  channels: ["model/", "kernel/"],
  services: ["model/", "kernel/", "channels/", "contracts/index"],
  chaos: ["model/", "kernel/", "channels/", "services/"],
  measure: ["model/", "kernel/[Pp]robe"],
  experiment: [
    "model/",
    "contracts/index",
    "profiles/index",
    "kernel/",
    "channels/",
    "services/",
    "chaos/",
    "measure/",
  ],
};

const PURE = ["design", "geometry", "asyncapi", "lint", "picture"];
const SERVICES = ["storage", "run", "view", "problems"];
const SCREENS = [
  "canvas",
  "palette",
  "inspector",
  "handlers",
  "contracts",
  "comparison",
  "sagas",
  "transport",
  "gallery",
  "help",
  "safety",
  "dock",
  "command",
  "exporter",
];
const APP_MAY_IMPORT = {
  design: [],
  asyncapi: ["design"],
  lint: ["design"],
  geometry: ["design"],
  picture: ["design", "geometry"],
  storage: PURE,
  run: PURE,
  view: ["design"],
  problems: ["design", "lint"],
  actions: [...PURE, ...SERVICES, "ui"],
  watch: ["run", "actions", "ui"],
  ui: [],
  fields: ["ui"],
  cli: PURE,
  app: [...PURE, ...SERVICES, "actions", "watch", "ui", "fields", ...SCREENS],
  ...Object.fromEntries(
    SCREENS.map((name) => [name, [...PURE, ...SERVICES, "actions", "watch", "ui", "fields"]]),
  ),
};

/** Libraries with one home, so that each can be replaced in one folder. */
const LIBRARY_OWNERS = {
  "@base-ui/react": "ui",
  "@xyflow/react": "canvas",
  "@cfworker/json-schema": "contracts",
  "@codemirror": "contracts",
  "@lezer": "contracts",
  "@asyncapi/parser": "asyncapi|run",
  comlink: "run",
  elkjs: "run",
  commander: "cli",
  idb: "storage",
  immer: "design",
  tinykeys: "actions",
  uplot: "dock/charts",
};

const oneOf = (names) => `(${names.join("|")})`;
const TEST = "\\.test\\.tsx?$";
/** What several tests share. */
const PART_OF_TESTS = "[.]testing[.]ts$";
const TOOLS_OF_THE_ENGINE = "^simulator/(bench|oracle)/";
const REACT =
  "^node_modules/(react|react-dom|zustand/(esm/)?(index|react|shallow|traditional))[/.]";

const rule = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });

const engineLayers = Object.entries(ENGINE_MAY_IMPORT).map(([folder, allowed]) =>
  rule(
    `engine-${folder}`,
    `simulator/${folder} may import ${allowed.join(", ") || "nothing"} of the engine besides itself.`,
    { path: `^simulator/${folder}/`, pathNot: TEST },
    { path: "^simulator/", pathNot: `^simulator/${oneOf([`${folder}/`, ...allowed])}` },
  ),
);

const appLayers = Object.entries(APP_MAY_IMPORT).map(([folder, allowed]) =>
  rule(
    `app-${folder}`,
    `src/${folder} may import ${allowed.join(", ") || "nothing"} of the app besides itself.`,
    { path: `^src/${folder}/`, pathNot: "\\.worker\\.ts$" },
    { path: "^src/", pathNot: `^src/${oneOf([folder, ...allowed])}/` },
  ),
);

const libraryOwners = Object.entries(LIBRARY_OWNERS).map(([library, owner]) =>
  rule(
    `only-${owner.replace(/\W/g, "-")}-imports-${library.replace(/\W+/g, "-")}`,
    `${library} is used in src/${owner} and nowhere else.`,
    { pathNot: `^src/(${owner})/` },
    { path: `^node_modules/${library}/` },
  ),
);

module.exports = {
  forbidden: [
    // Two classes may name each other's types: that cycle is gone when the program runs.
    rule(
      "no-cycles",
      "A cycle has no order in which its modules could be loaded.",
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    ),
    rule("no-unresolved", "The import leads nowhere.", {}, { couldNotResolve: true }),
    rule("no-test-imports", "Tests are leaves.", { pathNot: TEST }, { path: TEST }),
    rule(
      "no-development-packages",
      "What is shipped uses what is shipped.",
      { path: "^(src|simulator)/", pathNot: [TEST, PART_OF_TESTS, TOOLS_OF_THE_ENGINE] },
      { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"] },
    ),

    rule(
      "engine-stands-alone",
      "The engine knows no app.",
      { path: "^simulator/" },
      { path: "^(src|e2e)/" },
    ),
    rule(
      "engine-uses-only-pure-libraries",
      "The engine runs anywhere: schemas and spelling, nothing of Node, nothing of a browser.",
      { path: "^simulator/", pathNot: [TEST, PART_OF_TESTS, TOOLS_OF_THE_ENGINE] },
      {
        dependencyTypesNot: ["local"],
        pathNot: "^(simulator/|node_modules/(zod|fastest-levenshtein)/)",
      },
    ),
    rule(
      "engine-ships-no-tools",
      "Benchmarks and known truths look at the engine; it does not look at them.",
      { path: "^simulator/", pathNot: [TEST, TOOLS_OF_THE_ENGINE] },
      { path: TOOLS_OF_THE_ENGINE },
    ),
    ...engineLayers,

    rule(
      "one-door-to-the-engine",
      "Everything outside enters the engine by simulator/index.ts.",
      { path: "^(src|e2e)/" },
      { path: "^simulator/", pathNot: "^simulator/index\\.ts$" },
    ),
    rule(
      "known-folders",
      "Each folder of src/ has a layer; add a new one to this file and to docs/architecture.md.",
      {},
      { path: "^src/", pathNot: `^src/${oneOf(Object.keys(APP_MAY_IMPORT))}/` },
    ),
    ...appLayers,
    rule(
      "dock-panels-are-strangers",
      "The panels of the dock are screens: they meet through stores.",
      { path: "^src/dock/([^/]+)/" },
      { path: "^src/dock/[^/]+/", pathNot: "^src/dock/$1/" },
    ),
    rule(
      "no-react-below-the-screens",
      "Layers 1 and 2, the acts and the command line work without React.",
      { path: `^src/${oneOf([...PURE, ...SERVICES, "actions", "cli"])}/`, pathNot: TEST },
      { path: REACT },
    ),
    rule(
      "workers-see-pure-code",
      "A worker carries the engine and layer 1, nothing of the page.",
      { path: "^src/.*\\.worker\\.ts$" },
      { path: "^src/", pathNot: `^src/${oneOf([...PURE, "run"])}/` },
    ),
    rule(
      "workers-are-leaves",
      "A worker is started, never imported.",
      {},
      { path: "\\.worker\\.ts$" },
    ),
    rule(
      "faces-are-leaves",
      "The page's composition and the command line are entered by people only.",
      { pathNot: "^src/(app|cli)/" },
      { path: "^src/(app|cli)/" },
    ),
    rule(
      "only-the-command-line-uses-node",
      "The app runs in a browser. Programs that write generated files are named write….",
      { path: "^src/", pathNot: ["^src/cli/", "^src/[^/]+/write[A-Z]\\w*\\.ts$", TEST] },
      { dependencyTypes: ["core"] },
    ),
    ...libraryOwners,
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    // Programs of others, kept as they are, to be measured against.
    exclude: { path: "^simulator/bench/reference/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "browser", "require", "node", "default", "types"],
    },
  },
};
