/** Milliseconds since the epoch; fractions allowed. */
export type Clock = () => number;

/** Sub-millisecond wall clock, so that a benchmark in another process can subtract two of its readings. */
export const preciseClock: Clock = () => performance.timeOrigin + performance.now();

const EIGHT_HOURS_MS = 8 * 3_600_000;
const DAY_MS = 24 * 3_600_000;

/** Number of the day in Asia/Shanghai: the day boundary of the Chinese vendors' quotas (no daylight saving there). */
export function shanghaiDay(atMs: number): number {
  return Math.floor((atMs + EIGHT_HOURS_MS) / DAY_MS);
}

/** Hour of the day (0–23) in Asia/Shanghai. */
export function shanghaiHour(atMs: number): number {
  return Math.floor(((atMs + EIGHT_HOURS_MS) % DAY_MS) / 3_600_000);
}
