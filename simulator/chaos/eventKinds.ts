/** Kinds of events that faults handle; the target of each is a fault. */
export const FAULT_EVENT = {
  /** A fault strikes. Subject: instance or turn that it is about, −1 for all. */
  strike: 56,
  /** A fault is over. */
  mend: 57,
  /** A fault that comes again and again takes its next step (rolling deploy, redrive). */
  step: 58,
} as const;
