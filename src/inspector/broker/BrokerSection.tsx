import { useState } from "react";
import {
  type BrokerProfile,
  PROFILES,
  profileOf,
  type SwitchReport,
  type SystemNodeText,
} from "../../../simulator/index.ts";
import { type DesignStore, problemSentence, switchBroker } from "../../design/index.ts";
import { Button, Select } from "../../ui/index.ts";
import styles from "./broker.module.css";
import { ProfilePage } from "./ProfilePage.tsx";
import { SwitchResult } from "./SwitchResult.tsx";

export type BrokerSectionProps = {
  store: DesignStore;
  id: string;
  node: Extract<SystemNodeText, { kind: "broker" }>;
};

/** Which product a broker is: chosen here, with what a change did, and what is known of it. */
export function BrokerSection({ store, id, node }: BrokerSectionProps) {
  const [result, setResult] = useState<{ profile: BrokerProfile; report: SwitchReport }>();
  const [problem, setProblem] = useState<string>();
  const [showsPage, setShowsPage] = useState(false);
  const current = node.profile ?? "generic";
  const profile = profileOf(current);
  const name = profile?.name ?? current;
  const change = (target: BrokerProfile) => {
    if (target === current) return;
    const to = profileOf(target)?.name ?? target;
    const edited = store.edit(`run ${node.name ?? id} on ${to}`, (draft) =>
      switchBroker(draft, id, target),
    );
    setProblem(edited.ok ? undefined : problemSentence(edited.problems[0]));
    setResult(edited.ok ? { profile: target, report: edited.value } : undefined);
  };
  const known = PROFILES.map((each) => ({ value: each.id, label: each.name }));
  const isKnown = known.some(({ value }) => value === current);
  const options = isKnown
    ? known
    : [{ value: current, label: current, note: "words not known yet" }, ...known];
  return (
    <section className={styles.broker} aria-label="Product">
      <Select label="Product" value={current} options={options} onChange={change} />
      {profile && <Button onClick={() => setShowsPage(true)}>What is simulated</Button>}
      {problem && (
        <span className={styles.problem} role="alert">
          {problem}
        </span>
      )}
      {result && result.profile === current && (
        <SwitchResult name={name} report={result.report} onClose={() => setResult(undefined)} />
      )}
      {profile && showsPage && (
        <ProfilePage profile={profile} onClose={() => setShowsPage(false)} />
      )}
    </section>
  );
}
