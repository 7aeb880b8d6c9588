import type { ChannelBuilder } from "../channels/ChannelBuilder.ts";
import { copyName, isBroadcast } from "../channels/copies.ts";
import type { Feed } from "../channels/Feed.ts";
import { Group } from "../channels/Group.ts";
import { Member } from "../channels/Member.ts";
import { OrderWatch } from "../channels/OrderWatch.ts";
import { readerOf } from "../channels/ReaderSettings.ts";
import { Subscription } from "../channels/Subscription.ts";
import type { Wire } from "../channels/Wire.ts";
import type { Link, System } from "../model/index.ts";
import type { Handling } from "./Handling.ts";
import type { Instance } from "./Instance.ts";
import { layWay } from "./layWay.ts";
import type { PartsBuilder } from "./PartsBuilder.ts";
import type { Service } from "./Service.ts";

/** Makes instances members of what their services subscribe to. */
export class Subscriptions {
  /** Who comes from now on comes in mid-run. */
  isBuilt = false;
  private readonly system: System;
  private readonly channels: ChannelBuilder;
  private readonly handling: Handling;
  private readonly parts: PartsBuilder;
  private readonly services: ReadonlyMap<string, Service>;

  constructor(
    system: System,
    channels: ChannelBuilder,
    handling: Handling,
    parts: PartsBuilder,
    services: ReadonlyMap<string, Service>,
  ) {
    this.system = system;
    this.channels = channels;
    this.handling = handling;
    this.parts = parts;
    this.services = services;
  }

  /** Makes the instances of a consumer members of what it subscribes to. */
  subscribe(wire: Wire, link: Link, from = 0): void {
    if (link.kind !== "subscribe") return;
    const isPushed = this.system.nodes[link.target]?.kind === "dependency";
    const service = isPushed
      ? this.parts.makePushed(link, this.channels.indexOf(link.target))
      : this.services.get(link.target);
    if (service === undefined) return;
    const name = link.subscription ?? link.target;
    const instances = service.instances.slice(from);
    if (!isBroadcast(this.system, link.source, name)) {
      this.connect(this.channels.feedOf(link.source, name), service, instances, wire, link);
      return;
    }
    for (const instance of instances) {
      const copy = copyName(name, service.id, instance.number);
      const feed = this.channels.feedOf(link.source, copy);
      this.connect(feed, service, [instance], wire, link);
      if (this.isBuilt) this.channels.settleLate(link.source, feed);
      for (const member of feed.members) member.order = new OrderWatch();
    }
  }

  private connect(
    feed: Feed,
    service: Service,
    instances: readonly Instance[],
    wire: Wire,
    link: Extract<Link, { kind: "subscribe" }>,
  ): void {
    if (!service.feeds.includes(feed)) service.feeds.push(feed);
    if (feed instanceof Subscription) feed.hasReader = true;
    for (const instance of instances) this.join(feed, service, instance, wire, link);
    if (feed instanceof Group) feed.membership.settleMembers();
  }

  private join(
    feed: Feed,
    service: Service,
    instance: Instance,
    wire: Wire,
    link: Extract<Link, { kind: "subscribe" }>,
  ): void {
    const { members } = this.handling;
    const member = new Member(members.length, feed, instance, wire, service.figures);
    member.priority = link.priority ?? 0;
    member.watchedBy(service.watches);
    member.waits = (service.settings.poll?.wait ?? 0) > 0;
    member.prefetch = feed instanceof Group ? service.slotsForStreams : service.prefetch;
    layWay(this.channels.context, this.system, member, link);
    // What is pushed crosses the link as a call.
    if (service.isHidden) member.deliveryDelay = member.ackDelay = -1;
    feed.members.push(member);
    instance.members.push(member);
    members.push(member);
    instance.refreshMembers();
    if (feed instanceof Group) {
      feed.read(member, readerOf(service.settings));
      feed.membership.add(member);
    }
  }
}
