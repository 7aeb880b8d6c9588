/** N2, B9. What moves so many bytes, or messages, a second: one after the other, in the order in which they come, on each of its lanes. */
export class Pipe {
  /** Times at which its lanes are free again. */
  private readonly freeAt: Float64Array;
  private readonly secondsPerByte: number;
  private readonly secondsPerMessage: number;

  /**
   * @param bytesPerSecond of one lane, undefined without a limit
   * @param messagesPerSecond of one lane, undefined without a limit
   * @param lanes how many work side by side
   */
  constructor(
    bytesPerSecond: number | undefined,
    messagesPerSecond: number | undefined = undefined,
    lanes = 1,
  ) {
    this.secondsPerByte = bytesPerSecond === undefined ? 0 : 1 / bytesPerSecond;
    this.secondsPerMessage = messagesPerSecond === undefined ? 0 : 1 / messagesPerSecond;
    this.freeAt = new Float64Array(lanes);
  }

  /** Something comes at a time. Returns the seconds until it is through; it takes the lane that is free first. */
  pass(now: number, bytes: number): number {
    const { freeAt } = this;
    let lane = 0;
    for (let i = 1; i < freeAt.length; i++) if (freeAt[i]! < freeAt[lane]!) lane = i;
    const end = Math.max(now, freeAt[lane]!) + bytes * this.secondsPerByte + this.secondsPerMessage;
    freeAt[lane] = end;
    return end - now;
  }
}
