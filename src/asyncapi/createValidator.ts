import { withoutRemoteReferences } from "./remoteReferences.ts";

/** One thing that the AsyncAPI parser, or the search for references, found in a document. */
export interface Diagnostic {
  severity: "error" | "warning";
  message: string;
  /** Keys from the root of the document. */
  path: (string | number)[];
}

/** Checks a document, which is plain data and not text. */
export type Validate = (document: unknown) => Promise<Diagnostic[]>;

/** A resolver that goes before those built in, which would fetch; one that throws would not stop them. */
const neverFetch = (schema: string) => ({
  schema,
  order: 1,
  canRead: true,
  read: () => "{}",
});

/** A check that the parser makes of a document, as far as it is touched here. */
interface Rule {
  readonly then: { function: (value: unknown, options: unknown, context: object) => unknown }[];
}

/**
 * Compiled schemas are kept for as long as the document is looked at for which they were compiled, and each
 * document would wait for the schema of AsyncAPI, the larger part of its whole check. The check of its structure
 * asks its context for nothing else of the document as a whole: it is told of the same one each time.
 */
function compileSchemasOnce(parser: object): void {
  const { rules } = (parser as { spectral: { ruleset: { rules: Record<string, Rule> } } }).spectral
    .ruleset;
  const documentInventory = {};
  for (const name of ["asyncapi-document-resolved", "asyncapi-document-unresolved"])
    for (const each of rules[name]?.then ?? []) {
      const check = each.function;
      each.function = (value, options, context) =>
        check(value, options, { ...context, documentInventory });
    }
}

/**
 * Loads the AsyncAPI parser and keeps one of it. Nothing outside the document is ever read: what
 * leads out of it is taken away beforehand and reported.
 */
export async function createValidator(): Promise<Validate> {
  const { Parser } = await import("@asyncapi/parser");
  const parser = new Parser({
    // Matters of style are not errors of a design.
    ruleset: { core: true, recommended: false },
    __unstable: {
      resolver: { cache: false, resolvers: ["http", "https", "file"].map(neverFetch) },
    },
  });
  compileSchemasOnce(parser);
  return async (value) => {
    const { document, remote } = withoutRemoteReferences(value);
    const found = await parser.validate(JSON.stringify(document));
    const outside = remote.map(
      ({ path, ref }): Diagnostic => ({
        severity: "error",
        message: `"${ref}" leads out of the document. Sluice fetches nothing; put what it refers to into the design.`,
        path,
      }),
    );
    const own = found
      .filter(({ severity }) => severity <= 1)
      .map(
        ({ severity, message, path }): Diagnostic => ({
          severity: severity === 0 ? "error" : "warning",
          message,
          path,
        }),
      );
    return [...outside, ...own];
  };
}
