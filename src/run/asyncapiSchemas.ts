import version3 from "@asyncapi/specs/schemas/3.0.0.json";

/**
 * Stands in for `@asyncapi/specs` in the parser's worker (see vite.config.ts): the schema of the one
 * version that Sluice writes. All versions would double what the page has to load.
 */
export const schemas = { "3.0.0": version3 };
// biome-ignore lint/style/noDefaultExport: the parser imports it by this name.
export default { schemas };
