import { type AsyncApiDocument, isObject, type JsonObject } from "./AsyncApiDocument.ts";

/** Something of a design that AsyncAPI has no standard field for, or that the design does not say. */
export interface Loss {
  /** Short, for the head of a line: "2 hosts are placeholders". */
  title: string;
  /** Names and what to do or to know. */
  detail: string;
  /** Where in the document it shows; empty for what stands in the root's extension only. */
  places: { path: (string | number)[]; note: string }[];
}

/** A noun with its number. */
export function counted(count: number, noun: string): string {
  if (count === 1) return `1 ${noun}`;
  return `${count} ${/[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`}`;
}

/** What a document says otherwise than its standard fields could, each kind with its places. */
export function lossesOf(document: AsyncApiDocument): Loss[] {
  return [placeholders(document), bindingKeys(document)].flatMap((loss) => loss ?? []);
}

function placeholders({ servers = {} }: AsyncApiDocument): Loss | undefined {
  const names = Object.entries(servers)
    .filter(([, server]) => server["x-sluice"]?.hostIsPlaceholder === true)
    .map(([key]) => key);
  if (names.length === 0) return undefined;
  return {
    title:
      names.length === 1 ? "1 host is a placeholder" : `${names.length} hosts are placeholders`,
    detail: `${names.join(", ")}. A broker's host is set at the broker.`,
    places: names.map((name) => ({
      path: ["servers", name, "host"],
      note: "placeholder, the design has no host",
    })),
  };
}

function bindingKeys({ channels }: AsyncApiDocument): Loss | undefined {
  const places = Object.entries(channels).flatMap(([key, channel]) => {
    const from = channel["x-sluice"]?.from;
    const fed = Array.isArray(from) ? from.filter((entry) => isObject(entry)) : [];
    return fed.some(({ kind }) => kind === "bind") ? [key] : [];
  });
  if (places.length === 0) return undefined;
  return {
    title:
      places.length === 1
        ? "1 binding only in x-sluice"
        : `${counted(places.length, "channel")} bound only in x-sluice`,
    detail: `${places.join(", ")}. AsyncAPI has no field for what a topic passes on to a channel.`,
    places: places.map((key) => ({
      path: ["channels", key, "x-sluice", "from"],
      note: "what feeds a channel has no standard field",
    })),
  };
}

/** What is lost when a tool drops `x-sluice`, as a list of short names. */
export function onlyInExtension(document: AsyncApiDocument): string[] {
  const root = document["x-sluice"] ?? {};
  const services = Object.values(objectAt(root, "services")).filter(isObject);
  const handlers = services.filter(({ kind }) => kind === "consumer" || kind === "endpoint").length;
  const producers = services.filter(({ kind }) => kind === "producer").length;
  const retrying = Object.values(document.operations).flatMap(({ "x-sluice": extension }) =>
    extension?.retry === undefined ? [] : [String(extension.service)],
  );
  const list: (string | undefined)[] = [
    some(handlers, "handlers of 1 service", `handlers of ${handlers} services`),
    some(producers, "arrivals of 1 producer", `arrivals of ${producers} producers`),
    retrying.length === 0 ? undefined : `retry of ${[...new Set(retrying)].join(", ")}`,
    ...(["databases", "dependencies"] as const).map((table) => {
      const count = Object.keys(objectAt(root, table)).length;
      const one = table === "databases" ? "database" : "dependency";
      return count === 0 ? undefined : counted(count, one);
    }),
    some(services.filter(({ kind }) => kind === "saga").length, "saga", "sagas"),
    Object.keys(objectAt(root, "scenarios")).length === 0
      ? undefined
      : "scenarios and their faults",
    Object.keys(objectAt(root, "objectives")).length === 0 ? undefined : "objectives",
    Object.keys(objectAt(root, "layout")).length === 0 ? undefined : "layout",
  ];
  return list.filter((item) => item !== undefined);
}

function some(count: number, one: string, many: string): string | undefined {
  return count === 0 ? undefined : count === 1 ? one : many;
}

function objectAt(object: JsonObject, key: string): JsonObject {
  const value = object[key];
  return isObject(value) ? value : {};
}
