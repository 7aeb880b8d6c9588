import { useState } from "react";
import { STEP_SCHEMAS, type StepKind, type StepText } from "../../simulator/index.ts";
import { EditorContext, fieldOf, labelOf } from "../fields/index.ts";
import { Button, EmptyState, Menu, type MenuEntry } from "../ui/index.ts";
import styles from "./Handler.module.css";
import { newStep } from "./newStep.ts";
import { StepCard } from "./StepCard.tsx";
import { STEP_ICONS } from "./stepIcons.ts";

export type HandlerTabProps = {
  /** Steps by message type; an endpoint has one handler, under the empty name. */
  handlers: Readonly<Record<string, readonly StepText[]>>;
  /** The same when the run began. */
  former: unknown;
  nameOf: (id: string) => string;
  namesFor: (
    owner: string,
    field: string,
  ) => readonly { value: string; label: string }[] | undefined;
  /** Replaces the steps of one handler; returns what speaks against it. */
  onChange: (message: string, steps: readonly StepText[], label: string) => string | undefined;
};

const KINDS = Object.keys(STEP_SCHEMAS) as StepKind[];

/** What a service does with each message: steps in order. */
export function HandlerTab({ handlers, former, ...rest }: HandlerTabProps) {
  const entries = Object.entries(handlers);
  if (entries.length === 0) {
    return <EmptyState>No handler yet. Link a channel to this service.</EmptyState>;
  }
  return entries.map(([message, steps]) => (
    <HandlerSteps
      key={message}
      message={message}
      steps={steps}
      former={fieldOf(former, message)}
      {...rest}
    />
  ));
}

type HandlerStepsProps = Omit<HandlerTabProps, "handlers"> & {
  message: string;
  steps: readonly StepText[];
};

const without = (steps: readonly StepText[], index: number) =>
  steps.filter((_step, at) => at !== index);

const titleOf = (message: string) =>
  message === "*" ? "Any message" : message === "" ? "Each request" : message;

function HandlerSteps({ message, steps, former, nameOf, namesFor, onChange }: HandlerStepsProps) {
  const [openStep, setOpenStep] = useState<number>();
  const [problem, setProblem] = useState<string>();
  const change = (next: readonly StepText[], label: string) => {
    const reason = onChange(message, next, label);
    setProblem(reason);
    return reason;
  };
  const move = (index: number, by: 1 | -1) => {
    const step = steps[index];
    const other = index + by;
    if (!step || other < 0 || other >= steps.length) return;
    const next = without(steps, index);
    next.splice(other, 0, step);
    if (change(next, `move step ${index + 1}`) === undefined && openStep === index)
      setOpenStep(other);
  };
  const entries: MenuEntry[] = KINDS.map((kind) => {
    const made = newStep(kind, (field) => namesFor(kind, field));
    return {
      kind: "act",
      id: kind,
      label: labelOf(kind),
      icon: STEP_ICONS[kind],
      whyNot: "whyNot" in made ? made.whyNot : undefined,
      onSelect: () => {
        if ("whyNot" in made) return;
        if (change([...steps, made.step], `add step ${kind}`) === undefined) {
          setOpenStep(steps.length);
        }
      },
    };
  });
  return (
    <section className={styles.handler} aria-label={titleOf(message)}>
      <h3 className={styles.title}>
        {titleOf(message)}
        <span className={styles.count}>
          {steps.length === 1 ? "1 step" : `${steps.length} steps`}
        </span>
      </h3>
      <ol className={styles.handlerSteps}>
        {steps.map((step, index) => (
          <EditorContext
            // Steps have no id: their place is their identity.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            key={index}
            value={{ namesFor: (field) => namesFor(step.do, field) }}
          >
            <StepCard
              step={step}
              former={fieldOf(former, String(index))}
              number={index + 1}
              count={steps.length}
              isOpen={openStep === index}
              nameOf={nameOf}
              onToggle={() => setOpenStep(openStep === index ? undefined : index)}
              onChange={(next) => {
                const changed = steps.map((each, at) => (at === index ? (next as StepText) : each));
                return onChange(message, changed, `change step ${index + 1}`);
              }}
              onMove={(by) => move(index, by)}
              onRemove={() => {
                if (change(without(steps, index), `remove step ${index + 1}`) === undefined) {
                  setOpenStep(undefined);
                }
              }}
            />
          </EditorContext>
        ))}
      </ol>
      {problem && <span className={styles.error}>{problem}</span>}
      <Menu
        trigger={
          <Button tone="quiet" icon="plus" className={styles.add}>
            Add step
          </Button>
        }
        entries={entries}
      />
    </section>
  );
}
