/** When a failed push of a call is tried again, if it is still urgent. */
export type UrgentRetryPlan =
  | { readonly kind: 'retry'; readonly dueAtMs: number }
  /** It is tried again as messages are. */
  | { readonly kind: 'not urgent' }
  | { readonly kind: 'expired' };

const WAIT_MS = 1_000;
/** Records of the urgent retry topic wait in memory: what waits longer would keep out those that ring. What rings itself waits for longer in steps of this. */
export const LONGEST_URGENT_STEP_MS = 30_000;
/** So often the end of a ringing is tried in haste: a vendor that is away for hours is not asked every second for all that was missed. */
const MOST_HASTY_ATTEMPTS = 10;

/**
 * Soon, jittered (1 to 2 s), so that what failed together does not come back together; never before a hint (`Retry-After`), and never past
 * `expiresAtMs`. What rings stays urgent to its end: among messages it would wait behind them, and could leave beside what ends it.
 */
export function planUrgentRetry(input: {
  readonly attempt: number;
  readonly isRing: boolean;
  readonly nowMs: number;
  readonly expiresAtMs: number;
  readonly retryAfterMs?: number | undefined;
  readonly random: number;
}): UrgentRetryPlan {
  const { attempt, isRing, nowMs, expiresAtMs, retryAfterMs = 0, random } = input;
  const hintedMs = retryAfterMs + random * Math.min(WAIT_MS, retryAfterMs / 4);
  const dueAtMs = Math.round(nowMs + Math.max(WAIT_MS * (1 + random), hintedMs));
  if (dueAtMs >= expiresAtMs) return { kind: 'expired' };
  if (!isRing && (dueAtMs - nowMs > LONGEST_URGENT_STEP_MS || attempt >= MOST_HASTY_ATTEMPTS))
    return { kind: 'not urgent' };
  return { kind: 'retry', dueAtMs };
}

/** Which attempt of a message an attempt of a call counts as where it is tried again as messages are: after those in haste, from the shortest wait on. */
export function attemptAtLeisure(attempt: number): number {
  return Math.max(1, attempt - MOST_HASTY_ATTEMPTS + 1);
}
