import type { Delays } from "../kernel/Delays.ts";
import { whatOf } from "../kernel/Kernel.ts";
import type { Departures } from "../kernel/probe/Departures.ts";
import type { Channel } from "./Channel.ts";
import type { Context } from "./Context.ts";
import { CHANNEL_EVENT } from "./eventKinds.ts";
import type { Messages } from "./Messages.ts";
import type { Tracer } from "./Tracer.ts";
import type { Wire } from "./Wire.ts";

/** What each message asks of the way that it takes. The fields of a base come first in an object: these lie in its first lines of cache. */
export class PortAtWork {
  /** Whether what crosses has to wait for others: for the link, or for a node of the broker. */
  protected isShared: boolean;
  /** Whether others stand by for it. */
  protected isBacked: boolean;
  /** Whether something disturbs its link: a look here costs no miss, one at the wire does. */
  isDisturbed: boolean;
  protected isInstant: boolean;
  readonly channel: Channel;
  protected delay: number;
  protected readonly stream: number;
  readonly index: number;
  protected readonly arrival: number;
  protected readonly delays: Delays;
  protected readonly departures: Departures;
  protected readonly tracer: Tracer;
  protected readonly messages: Messages;
  /** Index of its link. */
  protected readonly link: number;
  readonly wire: Wire;

  constructor(context: Context, channel: Channel, wire: Wire) {
    const { kernel } = context;
    this.isShared = false;
    this.isBacked = false;
    this.isDisturbed = wire.isDisturbed;
    this.isInstant = true;
    this.channel = channel;
    this.delay = -1;
    this.stream = kernel.stream(wire.id, "latency");
    this.index = context.ports.length;
    this.arrival = whatOf(CHANNEL_EVENT.arrive, this.index);
    this.delays = kernel.delays;
    this.departures = kernel.probe.departures;
    this.tracer = context.tracer;
    this.messages = context.messages;
    this.link = wire.index;
    this.wire = wire;
    wire.members.push(this);
  }

  /**
   * Whether something is out of the ordinary about the way, or somebody looks at it. What each message asks is compared with `true`: V8
   * takes two instructions for that, and a dozen to see whether something is truthy.
   */
  protected get needsCare(): boolean {
    return (
      this.isBacked === true ||
      this.isShared === true ||
      this.isDisturbed === true ||
      this.departures.isOn === true ||
      this.tracer.isOn === true
    );
  }

  /** What is sent meanwhile arrives by an event, even where the link takes no time. */
  byEvent(send: () => number): number {
    const { isInstant } = this;
    this.isInstant = false;
    const answer = send();
    this.isInstant = isInstant;
    return answer;
  }
}
