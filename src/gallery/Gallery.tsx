import { useMemo, useState } from "react";
import type { Design } from "../design/index.ts";
import { Button, EmptyState, Icon } from "../ui/index.ts";
import { EXAMPLES } from "./examples.ts";
import styles from "./Gallery.module.css";
import { fits, type GalleryFilter } from "./galleryFilter.ts";
import { Preview } from "./Preview.tsx";
import { useExampleDesigns } from "./useExampleDesigns.ts";
import { type KeptCard, useKeptCards } from "./useKeptCards.ts";

export type GalleryProps = {
  /** Reads the designs that are kept in this browser. */
  readKept: () => Promise<readonly KeptCard[]>;
  onOpenExample: (file: string) => void;
  onOpenKept: (id: string) => void;
  /** Begins with an empty canvas. */
  onEmpty: () => void;
};

const FILTERS: readonly { id: GalleryFilter; label: string }[] = [
  { id: "all", label: "All" },
  { id: "failure", label: "Failures" },
  { id: "pattern", label: "Patterns" },
];

/** Designs that run as they are, each with its picture and what it teaches; and those of one's own. */
export function Gallery({ readKept, onOpenExample, onOpenKept, onEmpty }: GalleryProps) {
  const [query, setQuery] = useState("");
  const [filter, setFilter] = useState<GalleryFilter>("all");
  const designs = useExampleDesigns();
  const kept = useKeptCards(readKept);
  const examples = EXAMPLES.filter((example) => fits(example, query, filter));
  const own = kept.filter(({ name }) => fits({ name }, query, filter));
  const count = EXAMPLES.length;
  return (
    <section className={styles.gallery} aria-label="Gallery">
      <div className={styles.head}>
        <span className={styles.title}>Start from a design that runs</span>
        <span className={styles.dim}>{count} examples, each teaches one thing</span>
        <div className={styles.tools}>
          <label className={styles.search}>
            <Icon name="search" size={14} tone="quiet" />
            <input
              type="search"
              aria-label="Search the gallery"
              placeholder="broker, pattern, failure"
              value={query}
              onChange={(event) => setQuery(event.currentTarget.value)}
            />
          </label>
          <fieldset className={styles.kinds} aria-label="What is shown">
            {[...FILTERS, { id: "own" as const, label: `My designs ${kept.length}` }].map(
              ({ id, label }) => (
                <Button
                  key={id}
                  tone="quiet"
                  isPressed={filter === id}
                  onClick={() => setFilter(id)}
                >
                  {label}
                </Button>
              ),
            )}
          </fieldset>
        </div>
      </div>
      <ul className={styles.list}>
        {filter !== "own" &&
          examples.map(({ file, name, teaches }) => (
            <Card
              key={file}
              name={name}
              words={teaches}
              design={designs.get(file)}
              onOpen={() => onOpenExample(file)}
            />
          ))}
        {filter === "own" &&
          own.map(({ id, name, words, design }) => (
            <Card
              key={id}
              name={name}
              words={words}
              design={design}
              onOpen={() => onOpenKept(id)}
            />
          ))}
        {query === "" && <EmptyCard onEmpty={onEmpty} />}
        {query !== "" && (filter === "own" ? own : examples).length === 0 && (
          <li>
            <EmptyState action={<Button onClick={() => setQuery("")}>Show all</Button>}>
              Nothing here goes by “{query}”.
            </EmptyState>
          </li>
        )}
      </ul>
    </section>
  );
}

type CardProps = { name: string; words: string; design: Design | undefined; onOpen: () => void };

function Card({ name, words, design, onOpen }: CardProps) {
  const label = useMemo(() => `Run ${name}: ${words}`, [name, words]);
  return (
    <li>
      <button type="button" className={styles.card} aria-label={label} onClick={onOpen}>
        <Preview design={design} />
        <span className={styles.run}>
          <Icon name="play" size={12} /> Run
        </span>
        <span className={styles.words}>
          <b>{name}</b>
          <span title={words}>{words}</span>
        </span>
      </button>
    </li>
  );
}

function EmptyCard({ onEmpty }: { onEmpty: () => void }) {
  return (
    <li>
      <button type="button" className={`${styles.card} ${styles.empty}`} onClick={onEmpty}>
        <span className={styles.plus}>
          <Icon name="plus" size={20} />
        </span>
        <span className={styles.words}>
          <b>Empty</b>
          <span>Close this and draw</span>
        </span>
      </button>
    </li>
  );
}
