/** What the linter says of the open design, kept up to date while it is drawn. */
export {
  type ProblemMark,
  type ProblemState,
  type ProblemStore,
  startChecking,
} from "./problemStore.ts";
