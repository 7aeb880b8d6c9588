import { CRASH, CRASH_POINT, JUMP } from "./Program.ts";
import type { Service } from "./Service.ts";
import type { World } from "./World.ts";

/** Where at a step a crash can strike (RULES F6). */
export type CrashMoment = "before" | "during" | "done" | "after";

/** Puts the crash points of faults into a handler while it is compiled. */
export class CrashPoints {
  /** Message type whose handler is being compiled. */
  type = "*";
  private readonly world: World;
  private readonly service: Service;

  constructor(world: World, service: Service) {
    this.world = world;
    this.service = service;
  }

  /** Emits the crash points that faults have set at a moment of a step. */
  emit(path: string, when: CrashMoment): void {
    const { program } = this.world.handling;
    let point = this.add(path, when);
    for (let next = 1; point >= 0; next++) {
      program.emit(CRASH_POINT, point);
      point = this.add(path, when, next);
    }
  }

  /** Adds the n-th crash point that a fault has set there. Returns its number, −1 if there is none. */
  add(path: string, when: CrashMoment, n = 0): number {
    const { interpreter, program } = this.world.handling;
    const fault = this.service.stepCrashes.filter(
      ({ atStep }) =>
        String(atStep.step) === path &&
        atStep.when === when &&
        (atStep.message === "*" || atStep.message === this.type),
    )[n];
    if (fault === undefined) return -1;
    const number = interpreter.crashPoints.length;
    const skip = program.emit(JUMP);
    const address = program.emit(CRASH, number);
    program.patch(skip, 1, program.here);
    const { probability, occurrence } = fault.atStep;
    interpreter.crashPoints.push({
      probability,
      occurrence,
      stream: this.service.faultStream,
      address,
      drawDownTime: fault.drawDownTime,
      seen: 0,
    });
    return number;
  }
}
