/** A moment of the run as it is typed, or what is wrong with it. */
export type ParsedMoment = { ok: true; seconds: number } | { ok: false; error: string };

const UNITS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, min: 60, h: 3600 };
const LIKE_THIS = "Write 3:26, 206 s or 2 min.";

/** Reads a moment: "3:26", "1:03:26.5", "206", "206 s" or "2 min", from the start of the run. */
export function parseMoment(text: string): ParsedMoment {
  const trimmed = text.trim();
  const clock = /^(?:(\d+):)?(\d+):(\d{1,2}(?:\.\d+)?)$/.exec(trimmed);
  if (clock) {
    const [, hours = "0", minutes = "0", seconds = "0"] = clock;
    if (Number(seconds) >= 60) return { ok: false, error: "Seconds go up to 59." };
    return { ok: true, seconds: Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) };
  }
  const amount = /^(\d+(?:\.\d+)?)\s*(ms|s|min|h)?$/.exec(trimmed);
  if (!amount) return { ok: false, error: `"${text}" is not a time. ${LIKE_THIS}` };
  const [, number = "0", unit = "s"] = amount;
  return { ok: true, seconds: Number(number) * (UNITS[unit] ?? 1) };
}
