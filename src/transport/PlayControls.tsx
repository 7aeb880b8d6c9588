import { IconButton } from "../ui/index.ts";
import styles from "./Transport.module.css";

export type PlayControlsProps = {
  isPlaying: boolean;
  /** Why nothing can run now, such as an empty design. */
  whyNotPlay?: string | undefined;
  whyNotReset?: string | undefined;
  onToggle: () => void;
  onStep: () => void;
  onReset: () => void;
};

export function PlayControls(props: PlayControlsProps) {
  const { isPlaying, whyNotPlay, whyNotReset, onToggle, onStep, onReset } = props;
  return (
    <div className={styles.group}>
      <IconButton
        icon="start"
        label="Back to the start"
        keys="Shift Home"
        whyNot={whyNotReset}
        onClick={onReset}
      />
      <IconButton
        icon={isPlaying ? "pause" : "play"}
        label={isPlaying ? "Pause" : "Play"}
        keys="Space"
        tone="primary"
        size="large"
        className={styles.play}
        whyNot={isPlaying ? undefined : whyNotPlay}
        onClick={onToggle}
        data-region-focus
      />
      <IconButton
        icon="step"
        label="Step one event"
        keys="."
        whyNot={whyNotPlay}
        onClick={onStep}
      />
    </div>
  );
}
