import {
  figureText,
  type StepText,
  type SystemNodeText,
  shortDuration,
} from "../../simulator/index.ts";
import { Button, Icon, IconButton, Menu } from "../ui/index.ts";
import type { CrashTest } from "./BoundaryOutcome.ts";
import styles from "./HandlerWorkplace.module.css";
import { medianOfSteps } from "./stepTimes.ts";
import { countSteps } from "./stepTree.ts";
import { type HandlerVerdict, verdictsOf } from "./verdictsOf.ts";

export type HandlerNavProps = {
  handlers: Readonly<Record<string, readonly StepText[]>>;
  chosen: string;
  /** Message types without a handler of their own; undefined where there is one handler only. */
  free: readonly string[] | undefined;
  nodes: Readonly<Record<string, SystemNodeText>>;
  test: CrashTest | undefined;
  onChoose: (message: string) => void;
  onAdd: (message: string) => void;
  onRemove: (message: string) => void;
};

/** What a handler is called: by the message that it handles. */
export const handlerTitle = (message: string) =>
  message === "*" ? "Any other message" : message === "" ? "Each request" : message;

/** The same within a sentence. */
export const handlerWords = (message: string) =>
  message === "*" ? "any other message" : message === "" ? "each request" : message;

const counted = (count: number) => (count === 1 ? "1 step" : `${count} steps`);

/** The handlers of a service, and what the order of steps of the chosen one gives. */
export function HandlerNav(props: HandlerNavProps) {
  const { handlers, chosen, free, nodes, test, onChoose, onAdd, onRemove } = props;
  return (
    <nav className={styles.nav} aria-label="Handlers">
      <div className={styles.section}>
        <h3 className={styles.heading}>Handles</h3>
        {Object.entries(handlers).map(([message, steps]) => {
          const seconds = medianOfSteps(steps, nodes);
          return (
            <div key={message} className={styles.entry}>
              <button
                type="button"
                className={styles.choose}
                aria-current={message === chosen}
                onClick={() => onChoose(message)}
              >
                <b>{handlerTitle(message)}</b>
                <span>
                  {counted(countSteps(steps))}
                  {seconds > 0 && ` · ${figureText(shortDuration(seconds))}`}
                </span>
              </button>
              {free && (
                <IconButton
                  icon="trash"
                  className={styles.drop}
                  label={`Remove the handler of ${handlerTitle(message)}`}
                  onClick={() => onRemove(message)}
                />
              )}
            </div>
          );
        })}
        {free && free.length > 0 && (
          <div className={styles.adder}>
            <Menu
              trigger={
                <Button tone="quiet" icon="plus">
                  Message type
                </Button>
              }
              entries={free.map((message) => ({
                kind: "act",
                id: message,
                label: handlerTitle(message),
                onSelect: () => onAdd(message),
              }))}
            />
          </div>
        )}
      </div>
      <Verdicts test={test} />
    </nav>
  );
}

function Verdicts({ test }: { test: CrashTest | undefined }) {
  if (!test) return null;
  return (
    <section className={styles.section} aria-live="polite">
      <h3 className={styles.heading}>What this order of steps gives</h3>
      {test.state === "failed" && (
        <>
          <p className={`${styles.note} ${styles.failed}`}>
            Crashes could not be tried: {test.reason}
          </p>
          <div className={styles.adder}>
            <Button icon="rerun" onClick={test.tryAgain}>
              Try again
            </Button>
          </div>
        </>
      )}
      {test.state === "running" && <p className={styles.note}>Trying a crash at each boundary…</p>}
      {test.state === "done" && (
        <>
          {verdictsOf(test.outcomes).map((each) => (
            <Verdict key={each.title} {...each} />
          ))}
          <p className={styles.note}>
            Tried with one message and one instance; what fails by chance does not fail here.
          </p>
        </>
      )}
    </section>
  );
}

function Verdict({ isGood, title, detail }: HandlerVerdict) {
  return (
    <div className={styles.verdict}>
      <Icon name={isGood ? "ok" : "bad"} size={14} tone={isGood ? "ok" : "bad"} />
      <strong>{title}</strong>
      <small>{detail}</small>
    </div>
  );
}
