/** Lets `ratePerSecond` things through, and as many at once after a pause of a second. */
export interface TokenBucket {
  /** Takes `count`, or says after how many ms the same call can succeed. */
  take(count: number, nowMs: number): { readonly ok: true } | { readonly ok: false; readonly retryAfterMs: number };
}

/** `rate` is read at every call, so a changed setting holds at once. */
export function createTokenBucket(rate: () => number): TokenBucket {
  let tokens: number | undefined;
  let refilledAt = 0;
  return {
    take: (count, nowMs) => {
      const ratePerSecond = rate();
      // More than a bucketful at once goes through a full bucket and leaves it in debt, else it never could.
      const needed = Math.min(count, ratePerSecond);
      tokens = Math.min(ratePerSecond, tokens === undefined ? ratePerSecond : tokens + ((nowMs - refilledAt) * ratePerSecond) / 1_000);
      refilledAt = nowMs;
      if (tokens < needed) return { ok: false, retryAfterMs: Math.max(1, Math.ceil(((needed - tokens) * 1_000) / ratePerSecond)) };
      tokens -= count;
      return { ok: true };
    },
  };
}
