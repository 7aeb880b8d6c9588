import { useStore } from "zustand";
import { figureText, shortDuration } from "../../simulator/index.ts";
import { actionOf, perform, type Session } from "../actions/index.ts";
import { titleOfNode } from "../design/index.ts";
import { labelOf } from "../fields/index.ts";
import { Button, EmptyState, Icon } from "../ui/index.ts";
import { handlerTitle } from "./HandlerNav.tsx";
import styles from "./NodeHandlers.module.css";
import { STEP_ICONS } from "./stepIcons.ts";
import { medianTime } from "./stepTimes.ts";
import { stepWords } from "./stepWords.ts";
import { handlersOf } from "./useHandlers.ts";

/** The steps of a service at a glance; they are edited in a workplace of their own. */
export function NodeHandlers({ session, nodeId }: { session: Session; nodeId: string }) {
  const design = useStore(session.designs, (state) => state.design);
  const nodes = design.system?.nodes ?? {};
  const entries = Object.entries(handlersOf(nodes[nodeId]));
  const open = () => perform(actionOf("edit-handler"), session);
  return (
    <div className={styles.handlers}>
      {entries.length === 0 && (
        <EmptyState>No handler yet. Link a channel to this service, or add one.</EmptyState>
      )}
      {entries.map(([message, steps]) => (
        <section key={message} className={styles.handler} aria-label={handlerTitle(message)}>
          <h3 className={styles.title}>{handlerTitle(message)}</h3>
          <ol className={styles.steps}>
            {steps.map((step, index) => {
              const seconds = medianTime(step, nodes);
              return (
                // Steps have no id: their place is their identity.
                // biome-ignore lint/suspicious/noArrayIndexKey: see above
                <li key={index} className={styles.step}>
                  <span className={styles.number}>{index + 1}</span>
                  <Icon name={STEP_ICONS[step.do]} tone="service" />
                  <span className={styles.words}>
                    <b>{step.effect ?? labelOf(step.do)}</b>{" "}
                    {stepWords(step, (id) => titleOfNode(id, nodes[id]))}
                  </span>
                  <span className={styles.time}>
                    {seconds > 0 ? figureText(shortDuration(seconds)) : ""}
                  </span>
                </li>
              );
            })}
          </ol>
        </section>
      ))}
      <div className={styles.act}>
        <Button icon="s-branch" onClick={open}>
          Edit steps and try crashes
        </Button>
      </div>
    </div>
  );
}
