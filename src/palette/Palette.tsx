import { type KeyboardEvent, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { Icon, IconButton, Menu, NARROW_SCREEN, Tooltip, useMediaQuery } from "../ui/index.ts";
import styles from "./Palette.module.css";
import { type PaletteItem, type PaletteThing, paletteGroups } from "./paletteGroups.ts";
import { type TileDrag, useTileDrag } from "./useTileDrag.ts";

export type PaletteProps = {
  /** Puts a thing where there is room: a click, or a key. */
  onPlace: (thing: PaletteThing) => void;
  /** Told where a thing is dragged; undefined when it is let go. */
  onDrag?: (thing: PaletteThing, client: { x: number; y: number } | undefined) => void;
  /** Puts a thing at a point of the window: a drag that ended there. */
  onDrop: (thing: PaletteThing, client: { x: number; y: number }) => void;
};

/** What can be put on the canvas: drag it, click it, or name it. */
export function Palette({ onPlace, onDrag, onDrop }: PaletteProps) {
  const isNarrow = useMediaQuery(NARROW_SCREEN);
  const [search, setSearch] = useState("");
  const { drag, press, wasDrag } = useTileDrag(
    ({ thing }, client) => onDrop(thing, client),
    ({ thing }, client) => onDrag?.(thing, client),
  );
  const groups = paletteGroups(isNarrow ? "" : search);
  const place = (thing: PaletteThing) => {
    setSearch("");
    onPlace(thing);
  };
  const tile = (item: PaletteItem) => (
    <button
      type="button"
      className={styles.tile}
      aria-label={isNarrow ? `Add ${item.name.toLowerCase()}` : undefined}
      data-thing={item.thing}
      onPointerDown={(event) => press(item, event)}
      onClick={() => !wasDrag() && place(item.thing)}
    >
      <Icon name={item.icon} tone={item.tone} />
      {!isNarrow && item.name}
    </button>
  );
  return (
    <div className={styles.palette} data-narrow={isNarrow}>
      {isNarrow ? (
        <AddMenu onPlace={place} />
      ) : (
        <Search
          text={search}
          onChange={setSearch}
          onChoose={() => {
            const [first] = groups.flatMap(({ items }) => items);
            if (first) place(first.thing);
          }}
        />
      )}
      {groups.map(({ name, items }) => (
        <section key={name} className={styles.group} aria-label={name}>
          {!isNarrow && <h2 className={styles.heading}>{name}</h2>}
          {items.map((item) =>
            isNarrow ? (
              <Tooltip key={item.thing} text={item.name} side="right">
                {tile(item)}
              </Tooltip>
            ) : (
              <div key={item.thing}>{tile(item)}</div>
            ),
          )}
        </section>
      ))}
      {groups.length === 0 && <p className={styles.none}>Nothing has this name.</p>}
      {drag && createPortal(<Ghost drag={drag} />, document.body)}
    </div>
  );
}

type SearchProps = { text: string; onChange: (text: string) => void; onChoose: () => void };

function Search({ text, onChange, onChoose }: SearchProps) {
  const field = useRef<HTMLInputElement>(null);
  const keys = (event: KeyboardEvent) => {
    if (event.key === "Enter") onChoose();
    else if (event.key === "Escape") {
      onChange("");
      field.current?.blur();
    } else return;
    event.preventDefault();
  };
  return (
    <label className={styles.search}>
      <Icon name="search" size={14} />
      <input
        ref={field}
        value={text}
        placeholder="Add"
        aria-label="Add by name"
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={keys}
      />
    </label>
  );
}

/** With icons alone there is no room to type: the names are in a menu, which letters search. */
function AddMenu({ onPlace }: { onPlace: (thing: PaletteThing) => void }) {
  return (
    <div className={styles.add}>
      <Menu
        trigger={<IconButton icon="search" label="Add…" />}
        entries={paletteGroups().flatMap(({ name, items }) => [
          { kind: "heading", label: name },
          ...items.map(
            (item) =>
              ({
                kind: "act",
                id: item.thing,
                label: item.name,
                icon: item.icon,
                onSelect: () => onPlace(item.thing),
              }) as const,
          ),
        ])}
      />
    </div>
  );
}

/** What hangs on the pointer while a tile is dragged. */
function Ghost({ drag: { item, x, y } }: { drag: TileDrag }) {
  return (
    <div className={styles.ghost} style={{ transform: `translate(${x}px, ${y}px)` }}>
      <Icon name={item.icon} tone={item.tone} />
      {item.name}
    </div>
  );
}
