import type { SendOutcome } from './send-outcome.ts';

/**
 * Whether a credential's word about tokens is believed. Vendors give the same code for a token that is dead and for one of another app, so a
 * wrong credential (another app's, saved for a minute) would call every token invalid that it is used for, and erase the registry.
 *
 * A credential earns trust by pushes that the vendor accepts: each gives it credit for `FEW_TOKENS` tokens, never more. A token that it calls
 * invalid beside an accepted one, in the same call, is believed at once. Without credit a token is held: it stays, and is tried
 * again. What was earned is not kept over a restart, and not by a credential that is saved anew.
 */
export interface TokenGuard {
  /** Tokens that are still believed to be invalid without another accepted push. */
  readonly credit: number;
}

/** Most tokens that are cleared on the word of a credential that has become wrong, per adapter process. */
export const FEW_TOKENS = 5;

export const newTokenGuard: TokenGuard = { credit: 0 };

/** What one call to the vendor led to, and the trust that is left after it. */
export function judgeTokens(
  guard: TokenGuard,
  outcomes: readonly SendOutcome[],
): { readonly outcomes: readonly SendOutcome[]; readonly guard: TokenGuard } {
  if (outcomes.some((outcome) => outcome.kind === 'accepted' && outcome.isRecall !== true))
    return { outcomes, guard: { credit: FEW_TOKENS } };
  let { credit } = guard;
  const judged = outcomes.map((outcome): SendOutcome => {
    if (outcome.kind !== 'invalid-token') return outcome;
    if (credit > 0) {
      credit -= 1;
      return outcome;
    }
    const { code, reason } = outcome;
    return {
      kind: 'held',
      code,
      reason: `${reason}; the credential has not shown that it is right, so the token stays`,
    };
  });
  return { outcomes: judged, guard: { credit } };
}
