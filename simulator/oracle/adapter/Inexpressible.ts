/** A word of a case that the model of Sluice has no counterpart for. The message names it. */
export class Inexpressible extends Error {}
