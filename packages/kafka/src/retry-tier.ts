import { retryTiers, type RetryTier } from '@bellhop/contracts';

/** When and where a failed task is tried again, or that its life ends before. */
export type RetryPlan =
  { readonly kind: 'retry'; readonly tier: RetryTier; readonly dueAtMs: number } | { readonly kind: 'expired' };

/**
 * Chooses the retry topic of the next attempt.
 * Without a hint: one tier after the other, the last one again and again, jittered inside the tier (50 to 100 % of its delay), so
 * that what failed together does not come back together. With a hint (`Retry-After`): the smallest tier that can wait
 * that long, never before the hint; a hint beyond the last tier waits the last tier.
 * Never past `expiresAtMs`.
 */
export function planRetry(input: {
  readonly attempt: number;
  readonly nowMs: number;
  readonly expiresAtMs: number;
  readonly retryAfterMs?: number | undefined;
  readonly random: number;
}): RetryPlan {
  const { attempt, nowMs, expiresAtMs, retryAfterMs, random } = input;
  const last = retryTiers[retryTiers.length - 1] as RetryTier;
  const byAttempt = retryTiers[Math.min(attempt, retryTiers.length) - 1] ?? last;
  const tier =
    retryAfterMs === undefined ? byAttempt : (retryTiers.find(({ delayMs }) => delayMs >= retryAfterMs) ?? last);
  const waitMs =
    retryAfterMs === undefined
      ? tier.delayMs * (0.5 + random / 2)
      : Math.min(retryAfterMs + random * Math.min(1_000, retryAfterMs / 4), Math.max(tier.delayMs, retryAfterMs));
  const dueAtMs = Math.round(nowMs + waitMs);
  return dueAtMs >= expiresAtMs ? { kind: 'expired' } : { kind: 'retry', tier, dueAtMs };
}
