import { useEffect, useState } from "react";
import { type Beat, paintOnBeat } from "./Beat.ts";

const LOOKS_PER_SECOND = 4;

/** A plain value of the run that decides what is on the screen; looked at a few times a second. */
export function useBeatValue<Value extends string | number | boolean>(
  beat: Beat,
  read: () => Value,
): Value {
  const [value, setValue] = useState(read);
  useEffect(() => paintOnBeat(beat, LOOKS_PER_SECOND, () => setValue(read())), [beat, read]);
  return value;
}
