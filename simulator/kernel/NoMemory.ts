/** The memory of the thread is used up; the message says what there was no more room for. */
export class NoMemory extends RangeError {
  override readonly name = "NoMemory";
}
