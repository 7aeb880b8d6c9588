import { BrokerProfile, type SystemNodeText } from "../../simulator/index.ts";
import { type JsonObject, present, type ServerObject } from "./AsyncApiDocument.ts";
import { fromExtension, toExtension } from "./extension.ts";
import { slugOf } from "./Keys.ts";
import { PROTOCOLS, type Protocol } from "./protocols.ts";

/** The protocol of a broker; that of the generic one where there is no broker. */
export function protocolOf(broker: { profile?: unknown } | undefined): Protocol {
  const profile = BrokerProfile.safeParse(broker?.profile);
  return PROTOCOLS[profile.success ? profile.data : "generic"];
}

/** Writes a broker as a server. A design without a host gets a placeholder, marked as such. */
export function writeServer(
  id: string,
  broker: Extract<SystemNodeText, { kind: "broker" }>,
  idNote: string | undefined,
): ServerObject {
  const { kind: _kind, name, description, host, ...rest } = broker;
  const { protocol, protocolVersion, port } = protocolOf(broker);
  const hasHost = host !== undefined && host !== "";
  const placeholder = `${slugOf(id)}.example.com${port === undefined ? "" : `:${port}`}`;
  return present<ServerObject>({
    title: name,
    description,
    host: hasHost ? host : placeholder,
    protocol,
    protocolVersion,
    variables: hasHost ? placeholdersIn(host) : undefined,
    "x-sluice": toExtension({
      id: idNote,
      ...rest,
      host: hasHost ? undefined : host,
      hostIsPlaceholder: hasHost ? undefined : true,
    }),
  });
}

/** Reads a broker back. */
export function readServer(server: ServerObject): JsonObject {
  const { id: _id, hostIsPlaceholder, ...rest } = fromExtension(server["x-sluice"]);
  return present<JsonObject>({
    kind: "broker",
    name: server.title,
    description: server.description,
    host: hostIsPlaceholder === true ? undefined : server.host,
    ...rest,
  } as JsonObject);
}

/** Names in braces, which AsyncAPI wants declared wherever an address holds them. */
export function placeholdersIn(address: string): Record<string, JsonObject> | undefined {
  const names = [...address.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name ?? "");
  return names.length === 0 ? undefined : Object.fromEntries(names.map((name) => [name, {}]));
}
