import type { Kernel } from "../kernel/Kernel.ts";
import { lawOf } from "../kernel/lawOf.ts";
import type { MessageType } from "../model/index.ts";
import type { Messages } from "./Messages.ts";

/** V1. The size of a message about which nobody says in which version it is written. */
export function sizeOfNewest({ size, versions }: MessageType): MessageType["size"] {
  return Object.values(versions ?? {}).at(-1)?.size ?? size;
}

/** Versions of the contracts of a system, and in which of them messages are written (RULES, part V). */
export class ContractVersions {
  private readonly kernel: Kernel;
  private readonly messages: Messages;
  private readonly names: readonly (readonly string[])[];
  /** Laws of the sizes of versions, −1 where it is that of the newest, which a message has already. */
  private readonly sizes: readonly (readonly number[])[];

  constructor(kernel: Kernel, messages: Messages, types: readonly MessageType[]) {
    this.kernel = kernel;
    this.messages = messages;
    this.names = types.map(({ versions }) => Object.keys(versions ?? {}));
    this.sizes = types.map((type) => {
      const versions = Object.values(type.versions ?? {});
      const newest = versions.at(-1)?.size;
      return versions.map(({ size }) =>
        size === newest ? -1 : kernel.laws.compile(lawOf(size ?? type.size)),
      );
    });
  }

  /** Names of the versions of a type, oldest first. */
  of(type: number): readonly string[] {
    return this.names[type] ?? [];
  }

  /** V1. For each type the place of the version that somebody writes, −1 for the newest. */
  written(types: readonly string[], versions: Readonly<Record<string, string>>): number[] {
    return types.map((name, type) => this.of(type).indexOf(versions[name] ?? ""));
  }

  /** The version that a message was written in, undefined when its type has none. */
  nameOf(message: number): string | undefined {
    const versions = this.of(this.messages.typeOf(message));
    const number = this.messages.versionOf(message);
    return versions[number === 0 ? versions.length - 1 : number - 1];
  }

  /** V1. A message is written in a version, by its place among the versions of its type; −1 for the newest. */
  write(message: number, version: number, stream: number): void {
    const type = this.messages.typeOf(message);
    const last = this.of(type).length - 1;
    if (last < 0) return;
    const written = version < 0 ? last : version;
    this.messages.setVersion(message, written + 1);
    const size = this.sizes[type]?.[written] ?? -1;
    if (size >= 0)
      this.messages.setSize(message, Math.min(this.kernel.laws.sample(size, stream), 0x7fffffff));
  }
}
