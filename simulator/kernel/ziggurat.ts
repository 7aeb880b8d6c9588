import { exp, ln } from "./elementary.ts";

/**
 * Tables of the ziggurat method with 256 layers (Marsaglia & Tsang 2000), computed when the module is
 * loaded with this engine's own `exp` and `ln`, so that they have the same bits everywhere.
 *
 * `x[i]` is the right edge of layer i (`x[0]` the width of the base layer if it were a rectangle,
 * `x[256]` = 0) and `y[i]` the density at `x[i]`.
 */
export interface ZigguratTables {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

function tables(
  start: number,
  area: number,
  density: (x: number) => number,
  inverse: (y: number) => number,
): ZigguratTables {
  const x = new Float64Array(257);
  const y = new Float64Array(257);
  x[0] = area / density(start);
  x[1] = start;
  for (let i = 1; i < 255; i++) x[i + 1] = inverse(area / x[i]! + density(x[i]!));
  for (let i = 0; i <= 256; i++) y[i] = density(x[i]!);
  return { x, y };
}

/** Where the tail of the exponential ziggurat begins. */
export const EXPONENTIAL_TAIL = 7.69711747013105;
/** Where the tail of the normal ziggurat begins. */
export const NORMAL_TAIL = 3.654152885361009;

/** Ziggurat of the density e^−x. */
export const EXPONENTIAL_TABLES: ZigguratTables = tables(
  EXPONENTIAL_TAIL,
  0.003949659822581557,
  (x) => exp(-x),
  (y) => -ln(y),
);

/** Ziggurat of the (not normalized) density e^(−x²/2), right half. */
export const NORMAL_TABLES: ZigguratTables = tables(
  NORMAL_TAIL,
  0.00492867323399141,
  (x) => exp(-0.5 * x * x),
  (y) => Math.sqrt(-2 * ln(y)),
);
