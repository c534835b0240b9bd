export type TakeResult = { readonly ok: true } | { readonly ok: false; readonly retryAfterMs: number };

/** Lets so many things per second through, and after a pause some at once. */
export interface TokenBucket {
  /** Takes `count`, or says after how many ms the same call can succeed. The rate may change from call to call. */
  take(request: { count: number; ratePerSecond: number; nowMs: number }): TakeResult;
}

/** `burstSeconds`: how many seconds' worth may go through at once after a pause. */
export function createTokenBucket({ burstSeconds = 1 }: { burstSeconds?: number } = {}): TokenBucket {
  let tokens: number | undefined; // full at first
  let refilledAt = 0;
  return {
    take: ({ count, ratePerSecond, nowMs }) => {
      // More than a bucketful at once goes through a full bucket and leaves it in debt, else it never could.
      const size = Math.max(1, ratePerSecond * burstSeconds);
      const needed = Math.min(count, size);
      tokens = Math.min(size, tokens === undefined ? size : tokens + ((nowMs - refilledAt) * ratePerSecond) / 1_000);
      refilledAt = nowMs;
      if (tokens < needed)
        return { ok: false, retryAfterMs: Math.max(1, Math.ceil(((needed - tokens) * 1_000) / ratePerSecond)) };
      tokens -= count;
      return { ok: true };
    },
  };
}
