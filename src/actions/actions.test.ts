// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createDesignStore, emptyDesign } from "../design/index.ts";
import { startChecking } from "../problems/index.ts";
import type { Run } from "../run/index.ts";
import { createViewStore, select } from "../view/index.ts";
import type { Action, Session } from "./Action.ts";
import type { CanvasCommands } from "./commands.ts";
import { ACTIONS, bindKeys, emptySeat } from "./index.ts";

test("every act is there once, under a name of its own, and none shares its keys", () => {
  expect(new Set(ACTIONS.map(({ id }) => id)).size).toBe(ACTIONS.length);
  expect(new Set(ACTIONS.map(({ label }) => label)).size).toBe(ACTIONS.length);
  const keys = ACTIONS.flatMap((action) => action.keys ?? []);
  expect(keys.filter((each, index) => keys.indexOf(each) !== index)).toEqual([]);
});

test("labels are verbs in sentence case, reasons are clauses that fit after a colon", () => {
  const session = sessionOf();
  for (const { label, whyNot } of ACTIONS) {
    expect(label).toMatch(/^[A-Z][^.]*[^.]…?$/);
    const reason = whyNot?.(session);
    if (reason !== undefined) expect(reason).toMatch(/^[a-z].*[^.]$/);
  }
});

describe("keys", () => {
  const done: string[] = [];
  const refused: string[] = [];
  const act = (id: string, keys: string, more: Partial<Action> = {}): Action => ({
    id,
    label: id,
    group: "Edit",
    keys: [keys],
    perform: () => done.push(id),
    ...more,
  });
  const actions = [
    act("find", "$mod+k", { scope: "everywhere" }),
    act("undo", "$mod+z"),
    act("play", "Space", { scope: "run" }),
    act("connect", "c", { scope: "canvas" }),
    act("append", "c", { scope: "page" }),
    act("help", "Shift+?"),
    act("off", "x", { whyNot: () => "it is off" }),
    act("nudge", "n", { repeats: true }),
    act("back", "Escape"),
  ];
  let stop = () => {};

  beforeEach(() => {
    document.body.innerHTML = `
      <main data-region="canvas"><div id="stage" tabindex="0"></div></main>
      <aside data-region="inspector"><input id="field" /><input id="settled" data-settled="true" />
        <button id="list" role="combobox" aria-expanded="false"></button><input id="open" role="combobox" aria-expanded="true" /><p id="text" tabindex="0"></p></aside>
      <header data-region="bar"><button id="button">Pause</button><i id="bar" tabindex="0"></i></header>
      <div role="dialog"><button id="answer">Yes</button></div>`;
    done.length = 0;
    refused.length = 0;
    stop = bindKeys(actions, sessionOf(), (label, reason) => refused.push(`${label}: ${reason}`));
  });
  afterEach(() => stop());

  const press = (at: string, key: string, more: KeyboardEventInit = {}) => {
    const code = key === " " ? "Space" : "";
    const init = { key, code, bubbles: true, cancelable: true, ...more };
    const event = new KeyboardEvent("keydown", init);
    (at === "body" ? document.body : document.getElementById(at))?.dispatchEvent(event);
    return event.defaultPrevented;
  };

  test.each([
    ["stage", " ", {}, ["play"]],
    ["bar", " ", {}, ["play"]],
    ["body", " ", {}, ["play"]],
    ["button", " ", {}, []],
    ["text", " ", {}, []],
    ["field", " ", {}, []],
    ["field", "z", { ctrlKey: true }, []],
    ["settled", "z", { ctrlKey: true }, ["undo"]],
    ["settled", "c", {}, []],
    ["list", "z", { ctrlKey: true }, ["undo"]],
    ["list", "c", {}, []],
    ["field", "k", { ctrlKey: true }, ["find"]],
    ["answer", "k", { ctrlKey: true }, []],
    ["stage", "c", {}, ["connect"]],
    ["text", "c", {}, ["append"]],
    ["stage", "c", { ctrlKey: true }, []],
    ["stage", "?", { shiftKey: true }, ["help"]],
    ["stage", "c", { repeat: true }, []],
    ["stage", "n", { repeat: true }, ["nudge"]],
    ["field", "Escape", {}, ["back"]],
    ["open", "Escape", {}, []],
    ["answer", "Escape", {}, []],
  ] as const)("at %s, %s", (at, key, more, acts) => {
    press(at, key, more);
    expect(done).toEqual(acts);
  });

  test("an act that is off says why, and the key is still its own", () => {
    expect(press("stage", "x")).toBe(true);
    expect(refused).toEqual(["off: it is off"]);
    expect(done).toEqual([]);
  });
});

test("back leads from the inspector to the canvas, and there to no selection", () => {
  document.body.innerHTML = `<main data-region="canvas"><i id="stage" tabindex="0"></i></main>
    <aside data-region="inspector"><input id="field" /><button id="tab">Live</button></aside>`;
  const session = sessionOf();
  const { view } = session;
  const focus = (id: string) => document.getElementById(id)?.focus();
  session.canvas.current = { takeFocus: () => focus("stage") } as CanvasCommands;
  const back = ACTIONS.find(({ id }) => id === "back");
  select(view, ["payment"]);
  for (const id of ["field", "tab"]) {
    focus(id);
    back?.perform(session);
    expect(document.activeElement?.id).toBe("stage");
    expect(view.getState().selection.nodes).toEqual(["payment"]);
  }
  back?.perform(session);
  expect(view.getState().selection.nodes).toEqual([]);
});

/** Acts of keys ask nothing of a run here. */
function sessionOf(): Session {
  const designs = createDesignStore(emptyDesign());
  const run = {
    now: () => 0,
    store: { getState: () => ({ status: "paused", speed: 1 }) },
  } as unknown as Run;
  return {
    designs,
    run,
    view: createViewStore(),
    problems: startChecking(designs, async () => []),
    canvas: emptySeat(),
    panels: emptySeat(),
    files: emptySeat(),
  };
}
