import { createStore, type StoreApi } from "zustand/vanilla";

/** Whether this tab may write the open design. */
export type ClaimState =
  /** It writes; other tabs look on. */
  | { kind: "writer" }
  /** Another tab writes; this one follows its saves. */
  | { kind: "reader"; lastChangeAt: number | undefined }
  /** Takes the writing over from the other tab. */
  | { kind: "asking" };

/** What the page does when tabs speak of the open design. */
export interface ClaimHooks {
  /** Another tab asks for the writing: what is not saved must be saved before it goes. */
  beforeYield(): Promise<void>;
  /** Another tab has saved the open design. */
  onSaved(): void;
  /** This tab may write now, after it could only look on. */
  onGranted(): void;
}

/** What browsers offer for tabs to agree; both may be missing. */
export interface TabPorts {
  locks: LockManager | undefined;
  channel: BroadcastChannel | undefined;
}

type Message =
  | { kind: "saved"; id: string; tab: string }
  | { kind: "yield"; id: string; tab: string }
  | { kind: "yielded"; id: string; tab: string };

/** A tab that has not answered by then is asleep or stuck; its lock is taken from it. */
const ANSWER_MS = 1500;

/** The ports of this browser. */
export function tabPorts(): TabPorts {
  return {
    locks: globalThis.navigator?.locks,
    channel:
      typeof BroadcastChannel === "undefined" ? undefined : new BroadcastChannel("sluice.designs"),
  };
}

/**
 * The right to write one design, which one tab has at a time: a Web Lock with the design's id. The
 * lock keeps tabs from getting into each other's way; that no save is overwritten is the doing of
 * the revision check in the library, which holds where there are no locks too.
 */
export class DesignClaim {
  readonly state: StoreApi<ClaimState> = createStore<ClaimState>(() => ({ kind: "writer" }));
  readonly #tab: string;
  readonly #ports: TabPorts;
  readonly #hooks: ClaimHooks;
  #id: string | undefined;
  #release: (() => void) | undefined;
  #isHeld = false;
  #waiting: AbortController | undefined;
  #onYielded: (() => void) | undefined;

  constructor(tab: string, ports: TabPorts, hooks: ClaimHooks) {
    this.#tab = tab;
    this.#ports = ports;
    this.#hooks = hooks;
    ports.channel?.addEventListener("message", ({ data }) => this.#hear(data as Message));
  }

  /** Asks to write that design and lets go of the one before; tells whether this tab may. */
  async claim(id: string): Promise<boolean> {
    if (this.#id === id) return this.state.getState().kind === "writer";
    this.letGo();
    this.#id = id;
    if (await this.#request(id, { ifAvailable: true })) {
      this.state.setState({ kind: "writer" }, true);
      return true;
    }
    this.#lookOn(id);
    return false;
  }

  /** Gives up whatever is held. */
  letGo(): void {
    this.#waiting?.abort();
    this.#waiting = undefined;
    this.#release?.();
    this.#release = undefined;
    this.#isHeld = false;
    this.#id = undefined;
  }

  /** Takes the writing over from the tab that has it; that tab saves first, if it answers. */
  async takeOver(): Promise<void> {
    const id = this.#id;
    if (id === undefined || this.state.getState().kind !== "reader") return;
    this.state.setState({ kind: "asking" }, true);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ANSWER_MS);
      this.#onYielded = () => {
        clearTimeout(timer);
        resolve();
      };
      this.#say({ kind: "yield", id, tab: this.#tab });
    });
    this.#onYielded = undefined;
    this.#waiting?.abort();
    if (this.#id !== id || !(await this.#request(id, { steal: true }))) return;
    this.state.setState({ kind: "writer" }, true);
    this.#hooks.onGranted();
  }

  /** Tells other tabs that the open design was saved. */
  announceSaved(id: string): void {
    this.#say({ kind: "saved", id, tab: this.#tab });
  }

  #say(message: Message): void {
    this.#ports.channel?.postMessage(message);
  }

  #hear(message: Message): void {
    if (message.id !== this.#id || message.tab === this.#tab) return;
    const { kind } = this.state.getState();
    if (message.kind === "saved" && kind !== "writer") {
      this.state.setState({ kind: "reader", lastChangeAt: Date.now() }, true);
      this.#hooks.onSaved();
    } else if (message.kind === "yield" && kind === "writer") void this.#yield(message.id);
    else if (message.kind === "yielded") this.#onYielded?.();
  }

  async #yield(id: string): Promise<void> {
    this.state.setState({ kind: "reader", lastChangeAt: undefined }, true);
    await this.#hooks.beforeYield().catch(() => undefined);
    this.#say({ kind: "yielded", id, tab: this.#tab });
    // The tab that asked takes the lock now; if it is gone meanwhile, this one goes on.
    setTimeout(() => {
      if (this.#id !== id || !this.#isHeld || this.state.getState().kind === "writer") return;
      this.state.setState({ kind: "writer" }, true);
      this.#hooks.onGranted();
    }, 2 * ANSWER_MS);
  }

  /** Follows the tab that writes, and writes itself when that tab is gone. */
  #lookOn(id: string): void {
    this.state.setState({ kind: "reader", lastChangeAt: undefined }, true);
    const waiting = new AbortController();
    this.#waiting = waiting;
    void this.#request(id, { signal: waiting.signal }).then((isGranted) => {
      if (!isGranted || this.#id !== id) return;
      this.state.setState({ kind: "writer" }, true);
      this.#hooks.onGranted();
    });
  }

  /** Asks for the lock; holds it until it is released or taken. */
  #request(id: string, options: LockOptions): Promise<boolean> {
    const { locks } = this.#ports;
    if (!locks) return Promise.resolve(true);
    return new Promise((resolve) => {
      let wasHeld = false;
      const hold = (lock: Lock | null) => {
        resolve(lock !== null);
        if (!lock) return undefined;
        wasHeld = true;
        this.#isHeld = true;
        return new Promise<void>((release) => {
          this.#release = release;
        });
      };
      locks.request(`sluice.design.${id}`, options, hold).catch(() => {
        resolve(false);
        // It was held and is taken: another tab writes now.
        if (!wasHeld || this.#id !== id) return;
        this.#isHeld = false;
        this.#lookOn(id);
      });
    });
  }
}
