import type { Parameter, Profile } from "../../../simulator/index.ts";
import { Dialog } from "../../ui/index.ts";
import styles from "./broker.module.css";

/** What is known of a broker and what is not: written from its profile alone. */
export function ProfilePage({ profile, onClose }: { profile: Profile; onClose: () => void }) {
  const { name, versions, modelled, leftOut, errors, parameters } = profile;
  const idle = parameters.filter(({ carriedOutBy }) => carriedOutBy === "nothing");
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`${name}: what is simulated`}
      icon="help"
      width={640}
      isText
    >
      <div className={styles.page}>
        <p>
          Versions whose behavior is told apart: {versions.join(", ")}. The newest one holds unless
          the broker names its own.
        </p>
        <h3>Simulated</h3>
        <Sentences of={modelled} />
        <h3>Left out</h3>
        <Sentences of={[...leftOut, ...idle.map((each) => `${each.name}: ${each.meaning}.`)]} />
        {Object.keys(errors).length > 0 && (
          <>
            <h3>Its names for what goes wrong</h3>
            <dl className={styles.pairs}>
              {Object.entries(errors).map(([cause, said]) => (
                <div key={cause}>
                  <dt>{cause.replaceAll("-", " ")}</dt>
                  <dd>{said}</dd>
                </div>
              ))}
            </dl>
          </>
        )}
        {parameters.length > 0 && <h3>Parameters</h3>}
        <dl className={styles.parameters}>
          {parameters.map((parameter) => (
            // A name stands several times where versions or kinds differ.
            <ParameterLine key={keyOf(parameter)} parameter={parameter} />
          ))}
        </dl>
      </div>
    </Dialog>
  );
}

const keyOf = ({ name, on, since, until, when }: Parameter) =>
  [name, on, since, until, JSON.stringify(when)].join(" ");

function Sentences({ of }: { of: readonly string[] }) {
  return (
    <ul>
      {of.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

function ParameterLine({ parameter }: { parameter: Parameter }) {
  const {
    name,
    unit,
    default: held,
    range,
    meaning,
    breaks,
    source,
    since,
    until,
    when,
  } = parameter;
  const facts = [
    held !== undefined && held !== "" && `default ${held}${unit && ` ${unit}`}`,
    range && (range[1] === Infinity ? `from ${range[0]}` : `${range[0]} to ${range[1]}`),
    since && `since ${since}`,
    until && `before ${until}`,
    ...Object.entries(when ?? {}).map(
      ([other, value]) => `with ${other} ${[value].flat().join(" or ")}`,
    ),
  ].filter(Boolean);
  return (
    <div>
      <dt>
        <b className={styles.word}>{name}</b> {facts.join(", ")}
      </dt>
      <dd>
        {meaning}. {breaks}. <span className={styles.where}>{source}</span>
      </dd>
    </div>
  );
}
