/** A graph of 500 nodes in 25 columns and 1,000 links, each to the next column. */
export const COLUMNS = 25;
export const ROWS = 20;
const LINKS = 1000;

/** @typedef {{ id: string, column: number, x: number, y: number }} PlacedNode */

/** @returns {{ nodes: PlacedNode[], links: { source: string, target: string }[] }} */
export function largeGraph() {
  const id = (/** @type {number} */ column, /** @type {number} */ row) =>
    `n${column}-${row % ROWS}`;
  const nodes = [];
  const links = [];
  for (let column = 0; column < COLUMNS; column++)
    for (let row = 0; row < ROWS; row++)
      nodes.push({ id: id(column, row), column, x: column * 240, y: row * 128 });
  for (let step = 0; links.length < LINKS; step++)
    for (let column = 0; column < COLUMNS - 1; column++)
      for (let row = 0; row < ROWS && links.length < LINKS; row++)
        links.push({ source: id(column, row), target: id(column + 1, row + step) });
  return { nodes, links };
}
