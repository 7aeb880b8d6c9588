import type { z } from "zod";
import type { Clock } from "../kernel/probe/Clock.ts";
import type { StreamThrottle } from "../model/index.ts";

type Settings = z.output<typeof StreamThrottle>;

/** What is left in the buckets of one scope. */
interface Bucket {
  messages: number;
  bytes: number;
  since: number;
}

/** Scopes that are remembered; what has been forgotten begins with full buckets. */
const REMEMBERED = 1 << 16;

/** C2. Token buckets, full at first, for each scope: of messages, and of the bytes of one second. */
export class Throttle {
  readonly per: Settings["per"];
  private readonly clock: Clock;
  private readonly settings: Settings;
  private readonly buckets = new Map<number, Bucket>();

  constructor(clock: Clock, settings: Settings) {
    this.clock = clock;
    this.settings = settings;
    this.per = settings.per;
  }

  /** Takes a token, and so many bytes, if both are there. */
  takes(scope: number, bytes: number): boolean {
    const { rate, burst, bytesPerSecond = Infinity } = this.settings;
    const { now } = this.clock;
    const bucket = this.bucketOf(scope);
    const passed = now - bucket.since;
    bucket.since = now;
    bucket.messages = Math.min(burst, bucket.messages + passed * rate);
    if (bytesPerSecond < Infinity)
      bucket.bytes = Math.min(bytesPerSecond, bucket.bytes + passed * bytesPerSecond);
    if (bucket.messages < 1 || bucket.bytes < bytes) return false;
    bucket.messages--;
    bucket.bytes -= bytes;
    return true;
  }

  private bucketOf(scope: number): Bucket {
    const known = this.buckets.get(scope);
    if (known !== undefined) return known;
    const { burst, bytesPerSecond = Infinity } = this.settings;
    const bucket = { messages: burst, bytes: bytesPerSecond, since: this.clock.now };
    this.buckets.set(scope, bucket);
    for (const oldest of this.buckets.keys()) {
      if (this.buckets.size <= REMEMBERED) break;
      this.buckets.delete(oldest);
    }
    return bucket;
  }
}
