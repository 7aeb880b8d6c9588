import { z } from "zod";

/**
 * The page's policy forbids evaluating text, and the schema library would try it to see. Imported
 * first, because a schema decides when it is made.
 */
z.config({ jitless: true });
