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

/** Names of licences go into one notices file instead of into every worker. */
const withoutComments = { output: { comments: false } };

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [react(), pagePolicy()],
  build: {
    target: isSsrBuild ? "node20" : "es2022",
    assetsInlineLimit: 0,
    copyPublicDir: !isSsrBuild,
    license: isSsrBuild ? false : { fileName: "third-party-notices.md" },
    rolldownOptions: withoutComments,
  },
  worker: { format: "es", rolldownOptions: withoutComments },
  // A dependency met first in a worker would otherwise reload the page in the middle of a click.
  optimizeDeps: { entries: ["index.html", "src/**/*.worker.ts"] },
  server: { host: "127.0.0.1" },
  preview: {
    host: "127.0.0.1",
    port: 4173,
    headers: { "Content-Security-Policy": SERVER_POLICY },
  },
  test: {
    include: ["simulator/**/*.test.ts", "src/**/*.test.{ts,tsx}", "e2e/**/*.test.ts"],
    environment: "node",
  },
}));
