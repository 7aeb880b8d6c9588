/** Milliseconds of a simulated time, cut and never rounded up: the clock shows no later moment than it is. */
const wholeMilliseconds = (seconds: number) => Math.floor(seconds * 1000 + 1e-6);

const padded = (value: number, digits: number) => String(Math.floor(value)).padStart(digits, "0");

/** A simulated time in seconds as the clock shows it: 00:03:26.480. */
export function clockText(seconds: number): string {
  const total = wholeMilliseconds(seconds);
  const hours = padded(total / 3_600_000, 2);
  const minutes = padded((total / 60_000) % 60, 2);
  return `${hours}:${minutes}:${padded((total / 1000) % 60, 2)}.${padded(total % 1000, 3)}`;
}

/** A simulated time in seconds as an axis shows it: 3:30, 1:00:00, 0:12.5. */
export function axisTime(seconds: number): string {
  const total = wholeMilliseconds(seconds);
  const hours = Math.floor(total / 3_600_000);
  const minutes = Math.floor((total / 60_000) % 60);
  const fraction = (total % 1000) / 1000;
  const decimals = fraction === 0 ? "" : String(fraction).slice(1);
  const rest = `${padded((total / 1000) % 60, 2)}${decimals}`;
  return hours > 0 ? `${hours}:${padded(minutes, 2)}:${rest}` : `${minutes}:${rest}`;
}
