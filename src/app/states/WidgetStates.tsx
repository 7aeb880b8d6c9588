import { useState } from "react";
import {
  Banner,
  Button,
  EmptyState,
  ICON_NAMES,
  Icon,
  IconButton,
  Keys,
  NumberField,
  Select,
  Switch,
  Tabs,
  TextField,
} from "../../ui/index.ts";
import { Panel } from "./Panel.tsx";
import styles from "./StatesPage.module.css";

const TONES = ["primary", "plain", "quiet", "danger"] as const;
const nothing = () => undefined;

/** Icons, buttons, fields, banners and empty places, each at rest, pressed, off and wrong. */
export function WidgetStates() {
  return (
    <div className={styles.panels}>
      <Panel title="Icons" note="16 px grid, 1.5 px stroke; beside it as drawn at 12 px">
        <div className={styles.icons}>
          {ICON_NAMES.map((name) => (
            <span key={name} className={styles.icon}>
              <span>
                <Icon name={name} /> <Icon name={name} size={12} />
              </span>
              {name}
            </span>
          ))}
        </div>
      </Panel>
      <Panel title="Buttons" note="at rest, pressed, large, off with its reason">
        <div className={styles.rows}>
          {TONES.map((tone) => (
            <div key={tone} className={styles.row}>
              <small>{tone}</small>
              <Button tone={tone}>Run again</Button>
              <Button tone={tone} isPressed>
                Run again
              </Button>
              <Button tone={tone} size="large" icon="rerun">
                Run again
              </Button>
              <Button tone={tone} whyNot="The run has ended.">
                Run again
              </Button>
            </div>
          ))}
          <div className={styles.row}>
            <small>icon</small>
            <IconButton icon="chaos" label="Break" />
            <IconButton icon="chaos" label="Break" isPressed />
            <IconButton icon="chaos" label="Break" whyNot="nothing is selected" />
            <Keys>Ctrl K</Keys>
          </div>
        </div>
      </Panel>
      <Panel title="Fields" note="at rest, changed in this run, off, wrong; choices and switches">
        <Fields />
      </Panel>
      <Panel title="Banners and empty places" note="what happened, what is safe, what to do">
        <Messages />
      </Panel>
    </div>
  );
}

function Fields() {
  const [isOn, setOn] = useState(true);
  const [choice, setChoice] = useState("manual");
  return (
    <div className={styles.rows}>
      <div className={styles.row}>
        <small>numbers</small>
        <span className={styles.field}>
          <NumberField label="Prefetch" value={12} unit="msg" onCommit={nothing} />
        </span>
        <span className={styles.field}>
          <NumberField
            label="Prefetch, changed"
            value={6}
            unit="msg"
            isChanged
            onCommit={nothing}
          />
        </span>
        <span className={styles.field}>
          <NumberField
            label="Prefetch, off"
            value={60}
            unit="s"
            whyNot="It is off."
            onCommit={nothing}
          />
        </span>
      </div>
      <div className={styles.row}>
        <small>wrong</small>
        <span className={styles.field}>
          <NumberField label="Prefetch, wrong" value={1} unit="msg" min={1} onCommit={nothing} />
        </span>
      </div>
      <div className={styles.row}>
        <small>text</small>
        <span className={styles.field}>
          <TextField label="Name" value="payment.q" onCommit={nothing} />
        </span>
        <span className={styles.field}>
          <TextField label="Queue name" value="payment.q" isMono onCommit={nothing} />
        </span>
        <span className={styles.field}>
          <TextField label="Empty" value="" placeholder="none" onCommit={nothing} />
        </span>
      </div>
      <div className={styles.row}>
        <small>choices</small>
        <Select
          label="Ack mode"
          value={choice}
          options={[
            { value: "manual", label: "manual" },
            { value: "automatic", label: "automatic" },
          ]}
          onChange={setChoice}
          className={styles.field}
        />
        <Switch label="Autoscaling" isOn={isOn} onChange={setOn} />
        <Switch label="Autoscaling, off" isOn={false} onChange={nothing} />
        <Switch
          label="Autoscaling, not possible"
          isOn={false}
          onChange={nothing}
          whyNot="It is off."
        />
      </div>
    </div>
  );
}

type TabName = "settings" | "live" | "traces";

function Messages() {
  const [tab, setTab] = useState<TabName>("settings");
  return (
    <div className={styles.rows}>
      <Banner tone="bad" title="Run stopped at 2:41.080." actions={<Button>Undo</Button>}>
        payment.dlx was deleted.
      </Banner>
      <Banner
        tone="warn"
        title="Open in another tab too."
        actions={<Button>Edit here instead</Button>}
      >
        This one only looks.
      </Banner>
      <Banner icon="offline" title="Offline.">
        All works: designs and runs are on this machine.
      </Banner>
      <EmptyState action={<Button>Run</Button>}>
        No traces yet. Run the design, then click any message.
      </EmptyState>
      <Tabs<TabName>
        label="Example of tabs"
        value={tab}
        onChange={setTab}
        tabs={[
          { id: "settings", label: "Settings" },
          { id: "live", label: "Live", count: 4 },
          { id: "traces", label: "Traces", icon: "trace", count: "2 broken", isBad: true },
        ]}
      >
        <EmptyState>What the chosen tab shows.</EmptyState>
      </Tabs>
    </div>
  );
}
