import type { Field } from "./Field.ts";
import { wordOf } from "./labelOf.ts";

/**
 * What goes wrong when a parameter is set badly, where that can be said in one sentence whatever
 * the design. Each is a mechanism of the engine (channels/RULES.md), not a rule of thumb.
 */
const HARM: Record<string, string> = {
  prefetch:
    "Too high and messages wait in one instance while others are idle, beyond their lease; too low and slots starve",
  concurrency: "Too low and the channel before it fills; too high and what it calls is overrun",
  ack: "Before the handler, a crash loses the message; after it, a crash delivers it again",
  attempts: "Unlimited, a message that can never succeed comes back for good",
  jitter: "Without it, all that failed together comes again together",
  timeLimit: "Shorter than the work, every attempt fails though nothing is wrong",
  partitions: "More consumers than partitions leave some idle; order holds within one only",
  partitioner: "By anything but the key, messages of one key overtake each other",
  idempotencyKey: "Without it, each repeated call acts again",
  optimistic: "Off, the later of two concurrent writes wins and the earlier is lost without a word",
  via: "Direct, a crash between write and publish does one without the other",
  persistence: "With none, a crash of the coordinator forgets every open instance",
  overflow: "Dropping loses messages in silence; blocking slows whoever publishes",
  renewEvery: "Absent, work that outlasts the lease is delivered a second time",
  holdsSlot: "On, each message that waits takes a slot from those that could be handled",
  keepWarm: "Short, each burst after a pause pays the cold start",
  cooldown: "Short, instances come and go with every wave",
  fsync: "Later than the confirmation, a crash of the broker loses what it confirmed",
  hangs: "A caller without a timeout waits for these for good",
  factor: "1 keeps the pressure on what is down",
  durable: "Off, what waits in it is gone when its broker begins anew",
};

/** Meaning of a field, its default, and what breaks when it is wrong, as sentences. */
export function helpOf({ key, help, defaultValue }: Field): string | undefined {
  const isPlain = ["string", "number", "boolean"].includes(typeof defaultValue);
  const sentences = [help, isPlain && `Default: ${wordOf(String(defaultValue))}`, HARM[key]].filter(
    Boolean,
  );
  return sentences.length === 0 ? undefined : `${sentences.join(". ")}.`;
}
