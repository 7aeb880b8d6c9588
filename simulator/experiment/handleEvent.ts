import { CHANNEL_EVENT, FIRST_SERVICE_KIND } from "../channels/eventKinds.ts";
import type { StreamChannel } from "../channels/StreamChannel.ts";
import { FAULT_EVENT } from "../chaos/eventKinds.ts";
import type { Faults } from "../chaos/Faults.ts";
import { FIRST_FAULT_KIND, SERVICE_EVENT } from "../services/eventKinds.ts";
import type { World } from "../services/World.ts";

/** Gives an event to the part that it is for. */
export function handleEvent(
  world: World,
  faults: Faults,
  kind: number,
  target: number,
  subject: number,
): void {
  if (kind < FIRST_SERVICE_KIND) handleChannel(world, kind, target, subject);
  else if (kind < FIRST_FAULT_KIND) handleService(world, kind, target, subject);
  else if (kind === FAULT_EVENT.strike) faults.strike(target, subject);
  else if (kind === FAULT_EVENT.step) faults.step(target);
  else faults.mendDue(target, subject);
}

function handleChannel({ context }: World, kind: number, target: number, subject: number): void {
  switch (kind) {
    case CHANNEL_EVENT.arrive:
      context.ports[target]!.arrive(subject);
      break;
    case CHANNEL_EVENT.due:
      context.subscriptions[target]!.due(subject);
      break;
    case CHANNEL_EVENT.leaseEnds:
      context.subscriptions[target]!.leaseEnded(subject);
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

function handleService(
  { handling, calls, lifecycle, producerList, publishers, sagaList, autoscalers }: World,
  kind: number,
  target: number,
  subject: number,
): void {
  switch (kind) {
    case SERVICE_EVENT.stepDone:
    case SERVICE_EVENT.resume:
      handling.proceed(subject);
      break;
    case SERVICE_EVENT.arrival:
      producerList[target]!.arrive();
      break;
    case SERVICE_EVENT.ackArrives:
      handling.ackArrives(subject);
      break;
    case SERVICE_EVENT.delivered:
      handling.delivered(subject);
      break;
    case SERVICE_EVENT.retryInPlace:
      handling.retryInPlace(subject);
      break;
    case SERVICE_EVENT.served:
      calls.served(subject);
      break;
    case SERVICE_EVENT.requestArrives:
      calls.arrive(subject);
      break;
    case SERVICE_EVENT.answered:
      calls.answered(subject);
      break;
    case SERVICE_EVENT.callTimeout:
      calls.timedOut(subject);
      break;
    case SERVICE_EVENT.callAgain:
      calls.again(subject);
      break;
    case SERVICE_EVENT.userReturns:
      producerList[target]!.userReturns();
      break;
    case SERVICE_EVENT.arrivalState:
      producerList[target]!.changeState();
      break;
    case SERVICE_EVENT.poll:
      handling.polling.wake(handling.instances[target]!);
      break;
    case SERVICE_EVENT.timeLimit:
      handling.timeLimitReached(handling.instances[target]!, subject);
      break;
    case SERVICE_EVENT.autoscale:
      autoscalers[target]!.look();
      break;
    case SERVICE_EVENT.instanceReady:
      autoscalers[target]!.ready(subject);
      break;
    case SERVICE_EVENT.sagaBegins:
      sagaList[target]!.arrive();
      break;
    case SERVICE_EVENT.coldStarted:
      handling.coldStarted(subject);
      break;
    case SERVICE_EVENT.publishAgain:
      publishers[target]!.again(subject);
      break;
    case SERVICE_EVENT.batchCloses:
      publishers[target]!.batchIsDue(subject);
      break;
    case SERVICE_EVENT.restart:
      lifecycle.restartDue(handling.instances[target]!);
      break;
    default:
      throw new Error(`Nobody handles events of kind ${kind}.`);
  }
}
