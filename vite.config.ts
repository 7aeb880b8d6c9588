import { chmodSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/**
 * What the built page may do. React sets styles through the CSS object model, which a policy does not
 * touch; `blob:` and `data:` are for pictures that the page itself draws. Nothing leaves the origin.
 */
const PAGE_POLICY = [
  "default-src 'self'",
  "img-src 'self' blob: data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/**
 * Workers do not inherit the page's `<meta>` policy, so the server sends one too. It is the page's
 * policy but for `unsafe-eval`: the AsyncAPI parser compiles its JSON Schemas at run time, in a worker.
 * A page obeys both policies, hence never evaluates text.
 */
const SERVER_POLICY = `${PAGE_POLICY}; script-src 'self' 'unsafe-eval'; frame-ancestors 'none'`;

function pagePolicy(): Plugin {
  return {
    name: "page-policy",
    apply: "build",
    transformIndexHtml: () => [
      {
        tag: "meta",
        attrs: { "http-equiv": "Content-Security-Policy", content: PAGE_POLICY },
        injectTo: "head-prepend",
      },
    ],
  };
}

/**
 * The theme is set by a script that holds the page up until it has come. What the page needs besides is
 * asked for before it, not after: that is one way to the server and back on each opening.
 */
function themeAfterLinks(): Plugin {
  return {
    name: "theme-after-links",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(html) {
        const script = /\s*<script src="\/theme\.js"><\/script>/.exec(html)?.[0];
        if (script === undefined) throw new Error("A page must load /theme.js in its head.");
        return html.replace(script, "").replace(/\s*<\/head>/, (end) => script + end);
      },
    },
  };
}

/**
 * The page's first script begins to read what is kept, and imports the program as it runs. The browser is
 * told of the program's files at once, so that they come side by side.
 */
function programAtOnce(): Plugin {
  return {
    name: "program-at-once",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(html, { bundle = {}, chunk }) {
        if (chunk?.name !== "main") return html;
        const files = new Set<string>();
        const take = (name: string) => {
          const program = bundle[name];
          if (program?.type !== "chunk" || files.has(name)) return;
          files.add(name);
          for (const each of program.imports) take(each);
          for (const sheet of program.viteMetadata?.importedCss ?? []) files.add(sheet);
        };
        for (const name of chunk.dynamicImports) take(name);
        const links = [...files].filter((file) => !html.includes(file));
        return links.map((file) => ({
          tag: "link",
          attrs: {
            rel: file.endsWith(".css") ? "stylesheet" : "modulepreload",
            crossorigin: true,
            href: `/${file}`,
          },
          injectTo: "head",
        }));
      },
    },
  };
}

/**
 * Ships the licences of every package that may be in the build, told by the lockfile: workers, fonts
 * and what a dependency has bundled itself are then covered too. Equal texts are printed once.
 */
function thirdPartyNotices(): Plugin {
  return {
    name: "third-party-notices",
    apply: (_config, { isSsrBuild }) => !isSsrBuild,
    generateBundle() {
      const notices = new Map<string, string[]>();
      for (const { title, text } of shippedPackages()) {
        notices.set(text, [...(notices.get(text) ?? []), title]);
      }
      const source = [...notices]
        .map(([text, titles]) => `${titles.join("\n")}\n\n${text}\n`)
        .join(`\n${"-".repeat(80)}\n\n`);
      this.emitFile({ type: "asset", fileName: "third-party-notices.txt", source });
    },
  };
}

function shippedPackages(): { title: string; text: string }[] {
  type Locked = { version?: string; license?: string; dev?: boolean };
  const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
  const packages = Object.entries<Locked>(lock.packages);
  return packages
    .filter(([folder, { dev }]) => folder !== "" && !dev && existsSync(folder))
    .map(([folder, { version, license }]) => {
      const name = folder.slice(folder.lastIndexOf("node_modules/") + "node_modules/".length);
      const files = readdirSync(folder).filter((file) => /^(licen[cs]e|notice)/i.test(file));
      const texts = files.map((file) => readFileSync(`${folder}/${file}`, "utf8").trim());
      return { title: `${name} ${version} (${license})`, text: texts.join("\n\n") };
    });
}

/** The command line is started by name, hence its file must be executable. */
function executable(): Plugin {
  return {
    name: "executable",
    apply: (_config, { isSsrBuild }) => isSsrBuild === true,
    writeBundle({ dir }, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === "chunk" && file.isEntry) chmodSync(`${dir}/${file.fileName}`, 0o755);
      }
    },
  };
}

/** The AsyncAPI parser carries the schemas of every version; the page checks only what it writes. */
const ONE_ASYNCAPI_VERSION = {
  find: /^@asyncapi\/specs$/,
  replacement: fileURLToPath(new URL("src/run/asyncapiSchemas.ts", import.meta.url)),
};

/**
 * What the engine's speed asks of the bundler (the benchmarks are bundled alike): constants
 * that stay constants. As `var` they would be loaded and checked wherever a field of a row is touched.
 * Licences go into the notices file instead of into every worker.
 */
const bundling = {
  output: { comments: false, topLevelVar: false },
  optimization: { inlineConst: { mode: "all" as const } },
};

/**
 * The page's files, in the order in which they do their work. React stands alone because something in it
 * makes the browser read the file around it a second time. What is shown later comes in one file, however
 * much of it other pages share: a browser asks one server of the old protocol for six files at a time.
 */
const CHUNKS = {
  groups: [
    { name: "reading", test: /\/src\/app\/startReading\.ts$|rolldown[/]runtime|vite[/]preload/ },
    { name: "react", test: /\/node_modules\/(react|react-dom|scheduler)\// },
    { name: "design", test: /\/src\/app\/findDesign\.ts$/ },
    { name: "page", test: /\/src\/app\/showPage\.tsx$/ },
    { name: "panels", test: /\/src\/app\/laterParts\.ts$/ },
  ].map((group, i, all) => ({ ...group, priority: all.length - i })),
};

const TESTS = ["simulator/**/*.test.ts", "src/**/*.test.{ts,tsx}", "e2e/**/*.test.ts"];

/** Tests whose files have a process each: they have a page, mock a module, or ask the machine about itself. */
const ALONE = [
  "src/**/*.test.tsx",
  "src/{actions,picture,storage}/**/*.test.ts",
  "simulator/experiment/hiddenClasses.test.ts",
];

export default defineConfig(({ isSsrBuild, mode }) => ({
  plugins: [
    react(),
    pagePolicy(),
    programAtOnce(),
    themeAfterLinks(),
    thirdPartyNotices(),
    executable(),
  ],
  resolve: { alias: [ONE_ASYNCAPI_VERSION] },
  build: {
    target: isSsrBuild ? "node20" : "es2022",
    assetsInlineLimit: 0,
    // Every browser that the page is built for knows the links.
    modulePreload: { polyfill: false },
    copyPublicDir: !isSsrBuild,
    rolldownOptions: {
      ...bundling,
      output: { ...bundling.output, ...(!isSsrBuild && { codeSplitting: CHUNKS }) },
      // The sheet of states is a page of its own: built, and reached by its address only.
      ...(!isSsrBuild && { input: { main: "index.html", states: "states.html" } }),
    },
  },
  worker: { format: "es", rolldownOptions: bundling },
  // A dependency met first in a worker would otherwise reload the page in the middle of a click.
  optimizeDeps: { entries: ["index.html", "states.html", "src/**/*.worker.ts"] },
  server: { host: "127.0.0.1" },
  preview: {
    host: "127.0.0.1",
    port: 4173,
    headers: { "Content-Security-Policy": SERVER_POLICY },
  },
  test: {
    // A project has a mode of its own, and does not inherit the one that was asked for.
    projects: [
      { extends: true, mode, test: { name: "alone", include: ALONE } },
      // To load the same modules anew for each file would take as long as the tests.
      {
        extends: true,
        mode,
        test: { name: "together", include: TESTS, exclude: ALONE, isolate: false },
      },
    ],
    environment: "node",
    // All cores: left alone it keeps one for itself, which on two is half of them.
    maxWorkers: "100%",
    // A loaded machine is slow, not wrong.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
}));
