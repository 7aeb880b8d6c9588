import type { Context } from "../channels/Context.ts";
import type { Feed } from "../channels/Feed.ts";
import type { Port } from "../channels/Port.ts";
import type { QueueChannel } from "../channels/QueueChannel.ts";
import type { Scheduled } from "../channels/Scheduled.ts";
import type { StreamChannel } from "../channels/StreamChannel.ts";
import type { TopicChannel } from "../channels/TopicChannel.ts";
import type { Wire } from "../channels/Wire.ts";
import type { System } from "../model/index.ts";
import type { Autoscaler } from "./Autoscaler.ts";
import type { BrokerTransactions } from "./BrokerTransactions.ts";
import type { Calls } from "./Calls.ts";
import type { ConfirmWaits } from "./ConfirmWaits.ts";
import type { Endpoint } from "./Endpoint.ts";
import type { FaultsInForce } from "./FaultsInForce.ts";
import type { Handling } from "./Handling.ts";
import type { Lifecycle } from "./Lifecycle.ts";
import type { Outbox } from "./Outbox.ts";
import type { Producer } from "./Producer.ts";
import type { Publisher } from "./Publisher.ts";
import type { Publishing } from "./Publishing.ts";
import type { SagaRun } from "./SagaRun.ts";
import type { Server } from "./Server.ts";
import type { Service } from "./Service.ts";
import type { Store } from "./Store.ts";
import type { StandbyLink } from "./standbyLinks.ts";
import type { Transactions } from "./Transactions.ts";
import type { Users } from "./Users.ts";
import type { Waits } from "./Waits.ts";

/** Who hires and dismisses the instances of services. */
export interface Staff {
  /** Adds instances, or lets the last ones go when they have finished. */
  setInstances(service: Service, count: number): void;
}

/** All parts of one run, by the ids of the system. A class and no literal, for the reason that `Context` gives. */
export class World {
  /** The system as it stands now: edits of parameters replace it. */
  system: System;
  readonly context: Context;
  readonly handling: Handling;
  readonly lifecycle: Lifecycle;
  readonly calls: Calls;
  readonly nodeIds: readonly string[];
  readonly linkIds: readonly string[];
  readonly wires: ReadonlyMap<string, Wire>;
  readonly ports: ReadonlyMap<string, Port>;
  readonly queues: ReadonlyMap<string, QueueChannel>;
  readonly topics: ReadonlyMap<string, TopicChannel>;
  readonly streams: ReadonlyMap<string, StreamChannel>;
  readonly producers: ReadonlyMap<string, Producer>;
  readonly sagas: ReadonlyMap<string, SagaRun>;
  /** Autoscalers by the index of their service. */
  readonly autoscalers: readonly Autoscaler[];
  /** Sagas by their index. */
  readonly sagaList: readonly SagaRun[];
  /** Publishers by their index. */
  readonly publishers: readonly Publisher[];
  /** Producers by their index. */
  readonly producerList: readonly Producer[];
  readonly services: ReadonlyMap<string, Service>;
  readonly servers: ReadonlyMap<string, Server>;
  readonly faultsInForce: FaultsInForce;
  readonly endpoints: ReadonlyMap<string, Endpoint>;
  /** Endpoints by the index of their service. */
  readonly endpointList: readonly (Endpoint | undefined)[];
  /** Users behind producers that call endpoints. */
  readonly users: ReadonlyMap<string, Users>;
  /** Services that stand for users, or for outside services that are given messages. */
  readonly hidden: readonly Service[];
  readonly outboxes: ReadonlyMap<string, Outbox>;
  /** Outboxes by their index. */
  readonly outboxList: readonly Outbox[];
  /** What databases hold by key. */
  readonly stores: ReadonlyMap<string, Store>;
  readonly transactions: Transactions;
  readonly brokerTransactions: BrokerTransactions;
  readonly publishing: Publishing;
  readonly confirmWaits: ConfirmWaits;
  readonly scheduled: Scheduled;
  /** Waits by their index, and those of a service, made when they are first asked for. */
  readonly waitList: readonly Waits[];
  readonly waitsOf: (service: Service) => Waits;
  /** Subscriptions that are taken only while others lead nowhere. */
  readonly standbyLinks: readonly StandbyLink[];
  readonly effectNames: readonly string[];
  /** A part, and no function: what it remembers of those who came has to go back with the run. */
  readonly staff: Staff;
  /** Feeds of a channel: the subscription of a queue, the subscriptions of a topic, the groups of a stream. */
  readonly feeds: ReadonlyMap<string, readonly Feed[]>;

  constructor(parts: World) {
    this.system = parts.system;
    this.context = parts.context;
    this.handling = parts.handling;
    this.lifecycle = parts.lifecycle;
    this.calls = parts.calls;
    this.nodeIds = parts.nodeIds;
    this.linkIds = parts.linkIds;
    this.wires = parts.wires;
    this.ports = parts.ports;
    this.queues = parts.queues;
    this.topics = parts.topics;
    this.streams = parts.streams;
    this.producers = parts.producers;
    this.sagas = parts.sagas;
    this.autoscalers = parts.autoscalers;
    this.sagaList = parts.sagaList;
    this.publishers = parts.publishers;
    this.producerList = parts.producerList;
    this.services = parts.services;
    this.servers = parts.servers;
    this.faultsInForce = parts.faultsInForce;
    this.endpoints = parts.endpoints;
    this.endpointList = parts.endpointList;
    this.users = parts.users;
    this.hidden = parts.hidden;
    this.outboxes = parts.outboxes;
    this.outboxList = parts.outboxList;
    this.stores = parts.stores;
    this.transactions = parts.transactions;
    this.brokerTransactions = parts.brokerTransactions;
    this.publishing = parts.publishing;
    this.confirmWaits = parts.confirmWaits;
    this.scheduled = parts.scheduled;
    this.waitList = parts.waitList;
    this.waitsOf = parts.waitsOf;
    this.standbyLinks = parts.standbyLinks;
    this.effectNames = parts.effectNames;
    this.staff = parts.staff;
    this.feeds = parts.feeds;
  }
}
