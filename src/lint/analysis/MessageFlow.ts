/** A message type at a node: the unit in which messages flow. */
export interface Vertex {
  index: number;
  node: string;
  message: string;
  /** Messages a second that come here, retries apart. */
  rate: number;
  /** Where they go next. */
  edges: Edge[];
}

/** From here to there, with the messages that go there for each one that comes here. */
interface Edge {
  to: Vertex;
  /** 0 for ways that only failures take. */
  weight: number;
  /** The publish step or link that makes it, to tell publications of one vertex apart. */
  origin: string;
}

/** Tells where the messages of a vertex go: called once for each vertex that messages can reach. */
export type Expand = (
  vertex: Vertex,
  send: (node: string, message: string, weight: number, origin: string) => void,
) => void;

/**
 * Where messages go and how many: a graph whose vertices are message types at nodes. Rates run along
 * it from the producers; where it comes back to itself they stop, since what a circle amplifies
 * has no mean rate, and the rates on it are then the least that flows.
 */
export class MessageFlow {
  readonly #vertices = new Map<string, Vertex>();
  readonly #byNode = new Map<string, Vertex[]>();
  readonly #byMessage = new Map<string, Vertex[]>();
  readonly #expand: Expand;
  readonly #copies = new Map<Vertex, number>();

  constructor(expand: Expand, roots: readonly { node: string; message: string; rate: number }[]) {
    this.#expand = expand;
    for (const { node, message } of roots) this.#reach(node, message);
    for (const { node, message, rate } of roots) {
      const vertex = this.at(node, message);
      if (vertex) vertex.rate += rate;
    }
    this.#propagate();
  }

  /** The vertex of a message type at a node, if such messages can come there. */
  at(node: string, message: string): Vertex | undefined {
    return this.#vertices.get(`${node}\0${message}`);
  }

  /** What can come to a node, in the order in which it was found. */
  of(node: string): readonly Vertex[] {
    return this.#byNode.get(node) ?? [];
  }

  /** Where messages of a type can come, in the order in which it was found. */
  ofMessage(message: string): readonly Vertex[] {
    return this.#byMessage.get(message) ?? [];
  }

  /** Messages a second that come to a node, of all types; 0 if nobody says how many. */
  rateAt(node: string): number {
    return this.of(node).reduce((sum, vertex) => sum + vertex.rate, 0);
  }

  get all(): Iterable<Vertex> {
    return this.#vertices.values();
  }

  /**
   * How often one message at a vertex is handled in the mean: 1 at a service that says so, and what
   * its ways add up to at a channel.
   */
  handlings(vertex: Vertex, handles: (vertex: Vertex) => boolean): number {
    const known = this.#copies.get(vertex);
    if (known !== undefined) return known;
    this.#copies.set(vertex, 0);
    let copies = 0;
    if (handles(vertex)) copies = 1;
    else
      for (const { to, weight } of vertex.edges)
        if (to.message === vertex.message) copies += weight * this.handlings(to, handles);
    this.#copies.set(vertex, copies);
    return copies;
  }

  /** All that messages can reach from here without becoming another type. */
  reachable(start: Vertex): Vertex[] {
    const seen = new Set([start]);
    for (const vertex of seen)
      for (const { to } of vertex.edges) if (to.message === start.message) seen.add(to);
    return [...seen];
  }

  /** Makes the vertex and all that it leads to; a list of what is to do, since chains can be long. */
  #reach(node: string, message: string): void {
    const todo: Vertex[] = [];
    const find = (id: string, name: string): Vertex => {
      const known = this.at(id, name);
      if (known) return known;
      const vertex = { index: this.#vertices.size, node: id, message: name, rate: 0, edges: [] };
      this.#vertices.set(`${id}\0${name}`, vertex);
      put(this.#byNode, id, vertex);
      put(this.#byMessage, name, vertex);
      todo.push(vertex);
      return vertex;
    };
    find(node, message);
    for (let vertex = todo.pop(); vertex; vertex = todo.pop()) {
      const { edges } = vertex;
      this.#expand(vertex, (id, name, weight, origin) =>
        edges.push({ to: find(id, name), weight, origin }),
      );
    }
  }

  #propagate(): void {
    const order = this.#topologicalOrder();
    const place = new Map(order.map((vertex, i) => [vertex, i]));
    for (const [i, vertex] of order.entries())
      for (const { to, weight } of vertex.edges)
        if ((place.get(to) ?? 0) > i) to.rate += vertex.rate * weight;
  }

  /** Reverse post-order of a depth-first walk: every edge that is not of a circle leads forward. */
  #topologicalOrder(): Vertex[] {
    const seen = new Set<Vertex>();
    const done: Vertex[] = [];
    for (const start of this.#vertices.values()) {
      if (seen.has(start)) continue;
      seen.add(start);
      const stack = [{ vertex: start, next: 0 }];
      for (let top = stack.at(-1); top; top = stack.at(-1)) {
        const edge = top.vertex.edges[top.next++];
        if (!edge) {
          done.push(top.vertex);
          stack.pop();
        } else if (!seen.has(edge.to)) {
          seen.add(edge.to);
          stack.push({ vertex: edge.to, next: 0 });
        }
      }
    }
    return done.reverse();
  }
}

function put(table: Map<string, Vertex[]>, key: string, vertex: Vertex): void {
  const list = table.get(key);
  if (list) list.push(vertex);
  else table.set(key, [vertex]);
}
