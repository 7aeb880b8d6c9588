import type { AsyncApiDocument, Reference } from "./AsyncApiDocument.ts";
import { Keys, lastStep, pointer } from "./Keys.ts";
import { type Contract, nameOfContract } from "./MessageFlow.ts";

/** Version as it stands in keys: "2", whether the design says "2" or "v2". */
const bareVersion = (version: string) => version.replace(/^v/, "");

/** The keys of one document, table by table. */
export class DocumentKeys {
  readonly servers = new Keys();
  readonly channels = new Keys();
  readonly operations = new Keys();
  readonly #messages = new Keys();
  readonly #schemas = new Keys();

  message({ type, version }: Contract): string {
    const words = version === undefined ? type : `${type}.v${bareVersion(version)}`;
    return this.#messages.keyOf(nameOfContract({ type, version }), words);
  }

  schema(type: string, version: string): string {
    const words = `${type}.v${bareVersion(version)}`;
    return this.#schemas.keyOf(nameOfContract({ type, version }), words);
  }

  /** References to messages of a channel, as operations make them. */
  messagesOf(channel: string, contracts: readonly Contract[]): Reference[] {
    const key = this.channels.keyOf(channel);
    return contracts.map((contract) => ({
      $ref: pointer("channels", key, "messages", this.message(contract)),
    }));
  }

  /** The id of a server or channel where its key had to be mended. */
  idNote(table: "servers" | "channels", id: string): string | undefined {
    return this[table].keyOf(id) === id ? undefined : id;
  }
}

/** The design's id of the server or channel that a reference points to. */
export function idAt(
  document: AsyncApiDocument,
  table: "servers" | "channels",
  { $ref }: Reference,
): string {
  const key = lastStep($ref);
  const id = document[table]?.[key]?.["x-sluice"]?.id;
  return typeof id === "string" ? id : key;
}
