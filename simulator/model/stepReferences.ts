import type { Names, Path } from "./Names.ts";
import type { Step } from "./step.ts";
import type { System } from "./systemShape.ts";

/** Checks the names in the steps of one node's handlers. */
export class StepReferences {
  readonly #names: Names;

  constructor(names: Names) {
    this.#names = names;
  }

  /** Checks a list of steps of `node`. */
  steps(node: string, at: Path, steps: readonly Step[]): void {
    for (const [i, step] of steps.entries()) this.#step(node, [...at, i], step);
  }

  #step(node: string, at: Path, step: Step): void {
    if ("message" in step && step.message !== undefined)
      this.#names.message([...at, "message"], step.message);
    if ("key" in step && step.key !== undefined) this.#names.key([...at, "key"], step.key);
    this.#names.key([...at, "effectKey"], step.effectKey);
    switch (step.do) {
      case "call":
        this.#names.linked(node, [...at, "to"], step.to, ["call"], "calls");
        this.#names.key([...at, "idempotencyKey"], step.idempotencyKey);
        break;
      case "read":
        this.#names.linked(node, [...at, "from"], step.from, ["read", "write"], "reads");
        break;
      case "write":
        this.#names.linked(node, [...at, "to"], step.to, ["write"], "writes to");
        break;
      case "publish":
        this.#publish(node, at, step);
        break;
      case "cancel":
        this.#names.nodeOf([...at, "in"], step.in, ["queue", "topic", "stream"]);
        break;
      case "reply":
        if (step.to !== undefined)
          this.#names.linked(node, [...at, "to"], step.to, ["publish"], "replies to");
        break;
      case "window":
        this.#names.key([...at, "by"], step.by);
        this.#names.message([...at, "emits"], step.emits);
        break;
      case "await":
        this.#names.key([...at, "by"], step.by);
        for (const [i, name] of step.messages.entries())
          this.#names.message([...at, "messages", i], name);
        this.#names.nodeOf([...at, "from"], step.from, ["queue", "topic", "stream"]);
        this.#names.nodeOf([...at, "store"], step.store, ["database"]);
        this.steps(node, [...at, "onTimeout"], step.onTimeout ?? []);
        break;
      case "branch":
        for (const [i, choice] of step.choices.entries()) {
          const { when } = choice;
          const test = [...at, "choices", i, "when"];
          if ("attribute" in when) this.#names.attribute([...test, "attribute"], when.attribute);
          if ("message" in when) this.#names.message([...test, "message"], when.message);
          this.steps(node, [...at, "choices", i, "steps"], choice.steps);
        }
        this.steps(node, [...at, "otherwise"], step.otherwise ?? []);
        break;
      default:
        break;
    }
  }

  #publish(node: string, at: Path, step: Extract<Step, { do: "publish" }>): void {
    this.#names.version([...at, "version"], step.message, step.version);
    for (const [i, key] of (step.draws ?? []).entries()) this.#names.key([...at, "draws", i], key);
    const publisher = typeof step.via === "object" ? step.via.outbox : node;
    if (typeof step.via === "object")
      this.#names.linked(
        node,
        [...at, "via", "outbox"],
        step.via.outbox,
        ["write"],
        "writes the outbox of",
      );
    if (step.to !== undefined) {
      this.#names.linked(publisher, [...at, "to"], step.to, ["publish"], "publishes to");
      return;
    }
    const links = this.#names.linksFrom(publisher, ["publish"]);
    if (links.length === 0)
      this.#names.say(
        at,
        `"${node}" publishes ${step.message}, but no publish link leads from "${publisher}" to a channel. Draw one.`,
      );
    else if (links.length > 1)
      this.#names.say(
        [...at, "to"],
        `"${publisher}" has ${links.length} publish links; say which channel is meant: ${links.map((link) => `"${link.target}"`).join(", ")}.`,
      );
  }
}

/** Names of the effects that the steps of a system have. */
export function effectsOf(system: System): Set<string> {
  const effects = new Set<string>();
  const collect = (steps: readonly Step[]): void => {
    for (const step of steps) {
      if (step.effect !== undefined) effects.add(step.effect);
      if (step.do === "await") collect(step.onTimeout ?? []);
      if (step.do !== "branch") continue;
      for (const choice of step.choices) collect(choice.steps);
      collect(step.otherwise ?? []);
    }
  };
  for (const node of Object.values(system.nodes)) {
    if (node.kind === "endpoint") collect(node.handler);
    if (node.kind === "consumer") for (const steps of Object.values(node.handlers)) collect(steps);
  }
  return effects;
}
