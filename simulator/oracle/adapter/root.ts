/**
 * The business key that every root has a value of its own of: effects are counted by it, handlers
 * recognize repetitions by it.
 */
export const ROOT = "root";
