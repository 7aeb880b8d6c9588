import fc from "fast-check";

/**
 * Lists of numbers that random systems are made of. A short one leaves most choices at the simplest; a system with all that may
 * go wrong in it takes about three hundred.
 */
export const numbers = fc.array(fc.nat({ max: 999_999 }), { maxLength: 900, size: "max" });
