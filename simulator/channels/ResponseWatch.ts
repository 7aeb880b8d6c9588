/** Is told of the waiting and response times of a consumer's messages, where somebody asks for more than all of them together. */
export interface ResponseWatch {
  /** A handler begins with a message for the first time, so many seconds after it entered. */
  waited(message: number, seconds: number): void;
  /** A message has been dealt with, so many seconds after it entered. */
  responded(message: number, seconds: number): void;
}
