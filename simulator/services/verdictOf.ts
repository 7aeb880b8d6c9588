import type { Deliveries } from "./Deliveries.ts";
import type { Interpreter } from "./Interpreter.ts";
import { COMPLETED, FAILED } from "./Interpreter.ts";
import {
  END,
  FAIL_BY_CHANCE,
  FAIL_FIRST,
  FAIL_FOR_SHARE,
  JUMP,
  UNLESS,
  UNLESS_CHANCE,
  WORDS,
} from "./Program.ts";
import type { Service } from "./Service.ts";

/** H10. What the steps of a message say of its end, without their time and without what they do. */
export function verdictOf(
  interpreter: Interpreter,
  deliveries: Deliveries,
  service: Service,
  delivery: number,
): number {
  const { program } = interpreter;
  const { numbers } = program;
  const { streams } = interpreter;
  for (let at = deliveries.stepOf(delivery); ; at += WORDS) {
    const first = program.wordAt(at + 1);
    let isPassed = true;
    switch (program.wordAt(at)) {
      case END:
        return COMPLETED;
      case FAIL_BY_CHANCE:
        if (streams.chance(program.wordAt(at + 3), numbers[first]!))
          return FAILED + program.wordAt(at + 2);
        break;
      case FAIL_FOR_SHARE:
        if (interpreter.isChosen(delivery, numbers[first]!, program.wordAt(at + 3)))
          return FAILED + program.wordAt(at + 2);
        break;
      case FAIL_FIRST:
        if (deliveries.attemptOf(delivery) <= first) return FAILED + program.wordAt(at + 2);
        break;
      case JUMP:
        at = first - WORDS;
        break;
      case UNLESS:
        isPassed = interpreter.holds(first, delivery);
        break;
      case UNLESS_CHANCE:
        isPassed = streams.chance(service.stream, numbers[first]!);
        break;
      default:
        break;
    }
    if (!isPassed) at = program.wordAt(at + 2) - WORDS;
  }
}
