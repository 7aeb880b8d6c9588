/** What has been said to a publication that came to a channel. */
export const ACCEPTED = 0;
/** It was turned away; the publisher can know. */
export const REFUSED = 1;
/** It waits in front of the full channel. */
export const WAITS = 2;

/** It was let in, and no binding took it: the publisher can know if it asks for that. */
export const UNROUTED = 4;

/** It waits until its channel can take it, and its publisher's confirm with it. */
export const PENDING = 5;

/** It is on its way, or waits in front of a cut link: nobody knows yet what its channel says. */
export const TRAVELS = 6;

/** It was lost on its way; the publisher cannot know. */
export const LOST = 3;

/** Where messages are published to: a queue, a topic or a stream. */
export interface Channel {
  readonly id: string;
  /** Index of its node in the system. */
  readonly node: number;
  /** Whether it answers at all. */
  readonly isOpen: boolean;
  /** Whether it refuses all that comes, because it does not answer. */
  readonly turnsAllAway: boolean;
  /**
   * A publication has arrived. The channel takes holds of its own; the caller keeps his.
   * @param waiter handler that is held while the publication waits for room, −1 if nobody is
   * @returns `ACCEPTED`, `REFUSED` or `WAITS`
   */
  enter(message: number, waiter: number): number;
  /** As `enter`, from somebody who waits for no answer and needs the message no longer: his hold on it goes over. */
  takeOver(message: number): void;
}
