/** Input or usage that cannot be worked with: one clear message, exit code 2, no stack trace. */
export class BadInput extends Error {
  override name = "BadInput";
}
