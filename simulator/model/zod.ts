import { z } from "zod";

/**
 * The schema library, told not to compile parsers with `new Function`: a page whose policy forbids
 * evaluating text would report the attempt. It must be told before the first schema is made, so
 * every schema of the language gets the library from here.
 */
z.config({ jitless: true });

export { z };
