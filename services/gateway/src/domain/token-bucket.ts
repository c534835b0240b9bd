export type TakeResult = { readonly ok: true } | { readonly ok: false; readonly retryAfterMs: number };

/** Lets so many things per second through, and as many at once after a pause of a second. */
export interface TokenBucket {
  /** Takes `count`, or says after how many ms the same call can succeed. The rate may change from call to call. */
  take(request: { count: number; ratePerSecond: number; nowMs: number }): TakeResult;
}

export function createTokenBucket(): TokenBucket {
  let tokens: number | undefined; // full at first
  let refilledAt = 0;
  return {
    take: ({ count, ratePerSecond, nowMs }) => {
      // More than a bucketful at once goes through a full bucket and leaves it in debt, else it never could.
      const needed = Math.min(count, ratePerSecond);
      tokens = Math.min(
        ratePerSecond,
        tokens === undefined ? ratePerSecond : tokens + ((nowMs - refilledAt) * ratePerSecond) / 1_000,
      );
      refilledAt = nowMs;
      if (tokens < needed)
        return { ok: false, retryAfterMs: Math.max(1, Math.ceil(((needed - tokens) * 1_000) / ratePerSecond)) };
      tokens -= count;
      return { ok: true };
    },
  };
}
