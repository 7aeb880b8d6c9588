import { Component, type ReactNode } from "react";
import { Button } from "./Button.tsx";
import styles from "./ErrorBoundary.module.css";
import { Icon } from "./icons/Icon.tsx";
import { RescueContext } from "./RescueContext.ts";

type ErrorBoundaryProps = {
  /** The part as the user knows it, such as "The inspector". */ part: string;
  children: ReactNode;
};

/** Closes a failed part by its own message; the other parts go on. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <div className={styles.failed} role="alert">
        <span className={styles.title}>
          <Icon name="bad" tone="bad" />
          {this.props.part} stopped working.
        </span>
        <span className={styles.reason}>
          {sentence(error.message)} Your design is safe; the other parts go on.
        </span>
        <span className={styles.acts}>
          <Button icon="rerun" onClick={() => this.setState({ error: null })}>
            Try again
          </Button>
          <RescueContext.Consumer>
            {(rescue) =>
              rescue && (
                <Button icon="download" onClick={rescue.onAct}>
                  {rescue.label}
                </Button>
              )
            }
          </RescueContext.Consumer>
        </span>
      </div>
    );
  }
}

const sentence = (message: string) => (/[.?!]$/.test(message) ? message : `${message}.`);
