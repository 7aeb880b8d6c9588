import { expose } from "comlink";
// The mapping itself stays on the page; this worker carries the parser and no more.
import { createValidator } from "../asyncapi/createValidator.ts";
import type { AsyncapiHost } from "./AsyncapiClient.ts";

/** The parser is never given a reference to follow; should one slip by, nothing is asked all the same. */
const refuse = () => {
  throw new Error("Nothing is fetched while a document is checked.");
};
Object.assign(self, { fetch: refuse, XMLHttpRequest: refuse, WebSocket: refuse });

const loading = createValidator();
loading.catch(() => undefined);

const host: AsyncapiHost = {
  validate: async (document) => (await loading)(document),
};

expose(host);
