import { MEMORY_IS_FREE } from "../channels/BrokerMemory.ts";
import { CHANNEL_EVENT, FIRST_SERVICE_KIND } from "../channels/eventKinds.ts";
import type { StreamChannel } from "../channels/StreamChannel.ts";
import { FAULT_EVENT } from "../chaos/eventKinds.ts";
import type { Faults } from "../chaos/Faults.ts";
import { switchStandbys } from "../chaos/standby.ts";
import { FIRST_FAULT_KIND, SERVICE_EVENT } from "../services/eventKinds.ts";
import { reachTimeLimit } from "../services/hazards.ts";
import { coldStarted } from "../services/lateBeginnings.ts";
import type { World } from "../services/World.ts";

/** Gives an event to the part that it is for. The most frequent kinds do not come here: the loop over events hands them on itself. */
export function handleEvent(
  world: World,
  faults: Faults,
  kind: number,
  target: number,
  subject: number,
): void {
  if (kind < FIRST_SERVICE_KIND || kind === CHANNEL_EVENT.admitted)
    handleChannel(world, kind, target, subject);
  else if (kind < CHANNEL_EVENT.mirrorCopies) handleService(world, kind, target, subject);
  else if (kind < FIRST_FAULT_KIND) world.context.mirrors[target]!.timer(kind, subject);
  else if (kind === FAULT_EVENT.strike) faults.strike(target, subject);
  else if (kind === FAULT_EVENT.step) faults.step(target, subject);
  else faults.mendDue(target, subject);
}

function handleChannel(world: World, kind: number, target: number, subject: number): void {
  const { context } = world;
  switch (kind) {
    case CHANNEL_EVENT.arrive:
      context.ports[target]!.arrive(subject);
      break;
    case CHANNEL_EVENT.admitted:
      context.ports[target]!.admit(subject);
      break;
    case CHANNEL_EVENT.due:
      context.subscriptions[target]!.due(subject);
      break;
    case CHANNEL_EVENT.leaseEnds:
      context.subscriptions[target]!.leaseEnded(subject);
      break;
    case CHANNEL_EVENT.replicas:
      (context.channels[target] as StreamChannel).replicas?.timer(subject);
      if (world.standbyLinks.length > 0) switchStandbys(world);
      break;
    case CHANNEL_EVENT.transactionTimeout:
      context.transactions.timeout(subject);
      break;
    case CHANNEL_EVENT.failover:
      if (subject === MEMORY_IS_FREE) context.brokers[target]!.memory?.release();
      else context.brokers[target]!.settle();
      switchStandbys(world);
      break;
    case CHANNEL_EVENT.retain:
      (context.channels[target] as StreamChannel).timer(subject);
      break;
    case CHANNEL_EVENT.expire:
      context.subscriptions[target]!.expire(subject);
      break;
    default:
      context.subscriptions[target]!.timer(kind, subject);
      break;
  }
}

/** Waits in a slot have even numbers, waits without one odd ones. */
function endWait({ waitList }: World, target: number, subject: number): void {
  const waits = waitList[target >> 1]!;
  if (target % 2 === 0) waits.slotTimeout(subject);
  else waits.setTimeout(subject);
}

function handleService(world: World, kind: number, target: number, subject: number): void {
  switch (kind) {
    case SERVICE_EVENT.resume:
      world.handling.proceed(subject);
      break;
    case SERVICE_EVENT.delivered:
      world.handling.delivered(subject);
      break;
    case SERVICE_EVENT.retryInPlace:
      world.handling.retryInPlace(subject);
      break;
    case SERVICE_EVENT.served:
      world.calls.served(subject);
      break;
    case SERVICE_EVENT.requestArrives:
      world.calls.arrive(subject);
      break;
    case SERVICE_EVENT.answered:
      world.calls.answered(subject);
      break;
    case SERVICE_EVENT.callTimeout:
      world.calls.timedOut(subject);
      break;
    case SERVICE_EVENT.callAgain:
      world.calls.again(subject);
      break;
    case SERVICE_EVENT.userReturns:
      world.producerList[target]!.userReturns();
      break;
    case SERVICE_EVENT.arrivalState:
      world.producerList[target]!.changeState();
      break;
    case SERVICE_EVENT.poll:
      world.handling.polling.wake(world.handling.instances[target]!, subject);
      break;
    case SERVICE_EVENT.timeLimit:
      reachTimeLimit(world, target, subject);
      break;
    case SERVICE_EVENT.autoscale:
      world.autoscalers[target]!.look();
      break;
    case SERVICE_EVENT.instanceReady:
      world.autoscalers[target]!.ready(subject);
      break;
    case SERVICE_EVENT.sagaBegins:
      world.sagaList[target]!.arrive();
      break;
    case SERVICE_EVENT.coldStarted:
      coldStarted(world.handling, world.context, subject);
      break;
    case SERVICE_EVENT.publishAgain:
    case SERVICE_EVENT.confirmed:
    case SERVICE_EVENT.publishGivenUp:
    case SERVICE_EVENT.bufferTimeout:
    case SERVICE_EVENT.batchCloses:
      world.publishers[target]!.due(kind, subject);
      break;
    case SERVICE_EVENT.restart:
      world.lifecycle.restartDue(world.handling.instances[target]!);
      break;
    default:
      handleParts(world, kind, target, subject);
  }
}

/** What endpoints, outboxes, waits and scheduled messages are for. */
function handleParts(world: World, kind: number, target: number, subject: number): void {
  const { handling, calls } = world;
  switch (kind) {
    case SERVICE_EVENT.requestBegins:
      world.endpointList[target]!.begin(subject);
      break;
    case SERVICE_EVENT.tokenComes:
      handling.instances[target]!.awaitsToken = false;
      handling.fillSlots(handling.instances[target]!);
      break;
    case SERVICE_EVENT.serverTokenComes:
      calls.tokenComes(subject);
      break;
    case SERVICE_EVENT.hedge:
      calls.hedge(subject);
      break;
    case SERVICE_EVENT.relayPolls:
      world.outboxList[target]!.poll(subject);
      break;
    case SERVICE_EVENT.relayRead:
      world.outboxList[target]!.haveRead(subject);
      break;
    case SERVICE_EVENT.relayMarked:
      world.outboxList[target]!.marked(subject);
      break;
    case SERVICE_EVENT.relayRestarts:
      world.outboxList[target]!.restart();
      break;
    case SERVICE_EVENT.waitEnds:
      endWait(world, target, subject);
      break;
    case SERVICE_EVENT.replyArrives: {
      const member = handling.members[target]!;
      handling.instances[member.instance]!.service.waits!.replyArrives(member, subject);
      break;
    }
    case SERVICE_EVENT.sagaTimer:
      world.sagaList[target]!.timer(subject);
      break;
    case SERVICE_EVENT.scheduledDue:
      world.scheduled.due(subject);
      break;
    default:
      throw new Error(`Nobody handles events of kind ${kind}.`);
  }
}
