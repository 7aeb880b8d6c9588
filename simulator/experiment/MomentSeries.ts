import { NODE_COLUMN, NODE_COLUMNS } from "../measure/frame.ts";
import type { Series } from "../measure/TimeSeries.ts";
import type { World } from "../services/World.ts";
import type { NodeRows } from "./NodeRows.ts";

/** Nodes whose moments are kept; lines of more could not be told apart in a chart. */
const MOST_NODES = 64;

/** Whether a fault lasts is no figure that is kept. */
const NO_FAULTS: ReadonlySet<string> = new Set();

type Column = keyof typeof NODE_COLUMN;

/** Figures that are neither levels to be averaged nor counts to be divided by time. */
const OF_A_PRODUCER: readonly Column[] = ["p99"];
const OF_A_SERVER: readonly Column[] = ["utilization"];
const OF_A_SERVICE: readonly Column[] = [
  "oldestSeconds",
  "utilization",
  "redelivered",
  "duplicates",
  "repeatedEffects",
];

interface Watched {
  readonly id: string;
  readonly node: number;
  readonly columns: readonly Column[];
}

/**
 * Figures of single moments over a whole run, on the grid of its series: what a frame at the end of each
 * bucket says of producers, services and servers, by the names of its columns. With them a chart of such
 * figures needs not have watched the run.
 */
export class MomentSeries {
  private readonly nodes: NodeRows;
  private readonly watched: readonly Watched[];
  /** The figures of each bucket, of all that is watched; empty where nobody looked. */
  private rows: number[][];

  /** @param missed buckets of the grid that are over already */
  constructor(world: World, nodes: NodeRows, missed: number) {
    this.nodes = nodes;
    this.watched = watchedOf(world);
    this.rows = Array.from({ length: missed }, () => []);
  }

  /**
   * A bucket has ended, and so many are in use now: fewer than before when neighbors were joined. Of two
   * joined moments the later one stays.
   */
  pass(used: number): void {
    const row = new Float64Array(NODE_COLUMNS);
    const figures: number[] = [];
    for (const { node, columns } of this.watched) {
      this.nodes.fill(node, row, 0, NO_FAULTS);
      // Of nothing there is no percentile.
      if (row[NODE_COLUMN.totalOut] === 0) row[NODE_COLUMN.p99] = Number.NaN;
      for (const column of columns) figures.push(row[NODE_COLUMN[column]]!);
    }
    this.rows.push(figures);
    while (this.rows.length > used) this.rows = this.rows.filter((_, at) => at % 2 === 1);
  }

  /** @param width seconds of a bucket now */
  series(width: number): Series[] {
    let at = 0;
    return this.watched.flatMap(({ node, columns }) =>
      columns.map((name) => {
        const place = at++;
        const values = this.rows.map((figures) => figures[place] ?? Number.NaN);
        return { node, name, width, values };
      }),
    );
  }
}

function watchedOf(world: World): Watched[] {
  return world.nodeIds
    .flatMap((id, node): Watched[] => {
      if (world.producers.has(id)) return [{ id, node, columns: OF_A_PRODUCER }];
      if (world.services.has(id)) return [{ id, node, columns: OF_A_SERVICE }];
      return world.servers.has(id) ? [{ id, node, columns: OF_A_SERVER }] : [];
    })
    .slice(0, MOST_NODES);
}
