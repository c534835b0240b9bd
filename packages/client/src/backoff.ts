export interface BackoffSettings {
  readonly firstMs: number;
  readonly maxMs: number;
}

/**
 * How long to wait before attempt `attempt` (from 1): a random time up to a bound that doubles, so that clients that were cut
 * off together do not come back together. A hint of the server is kept for the first attempt.
 */
export function reconnectDelayMs(
  attempt: number,
  { firstMs, maxMs }: BackoffSettings,
  hintMs?: number,
  random: () => number = Math.random,
): number {
  if (attempt === 1 && hintMs !== undefined) return hintMs;
  const bound = Math.min(maxMs, firstMs * 2 ** Math.min(attempt - 1, 20));
  return Math.round(bound * (0.2 + 0.8 * random()));
}
