import type { SendOutcome } from '../domain/send-outcome.ts';
import type { CallFailure, HttpResult } from './answer.ts';

/** What the vendor's token endpoint gave. */
export type TokenGrant =
  { readonly kind: 'granted'; readonly token: string; readonly lifetimeMs: number } | CallFailure;

export interface AccessTokenOptions {
  /** Asks the vendor for a new token. It must not throw for what the vendor or the network does. */
  readonly request: () => Promise<TokenGrant>;
  /** Age at which a token of this lifetime is replaced in the background, while it still serves. */
  readonly refreshAfterMs: (lifetimeMs: number) => number;
  readonly now?: () => number;
}

/**
 * The access token of one credential. One request to the vendor at a time, whoever asks; replaced ahead of its end in the
 * background, so that sends do not wait; a refusal is remembered for a while, so that a wrong secret does not hammer.
 */
export interface AccessTokens {
  get(): Promise<string | CallFailure>;
  /** Tells that the vendor took a token. */
  confirm(token: string): void;
  /** A token that the vendor has just refused is replaced, unless that has been done already. */
  replace(refused: string): Promise<string | CallFailure>;
}

/** A refused credential is not tried again sooner. */
const MISCONFIGURED_HOLD_MS = 30_000;
/** After a network failure; the machinery retries messages anyway. */
const UNAVAILABLE_HOLD_MS = 1_000;
/** Tokens that never worked are not replaced by force more often: bounds what a vendor that refuses all can make us do. */
const FORCED_INTERVAL_MS = 1_000;
/** A token is not used in the last part of its life, for clocks and the way there. */
const END_MARGIN = { share: 0.05, maxMs: 10_000 };

export function createAccessTokens({ request, refreshAfterMs, now = Date.now }: AccessTokenOptions): AccessTokens {
  let held: { token: string; hasServed: boolean; refreshAtMs: number; endsAtMs: number } | undefined;
  let forcedAtMs = Number.NEGATIVE_INFINITY;
  let failed: { failure: CallFailure; untilMs: number } | undefined;
  let pending: Promise<string | CallFailure> | undefined;

  async function fetchToken(): Promise<string | CallFailure> {
    const grant = await request();
    const at = now();
    if (grant.kind === 'granted') {
      const { token, lifetimeMs } = grant;
      const margin = Math.min(lifetimeMs * END_MARGIN.share, END_MARGIN.maxMs);
      held = {
        token,
        hasServed: false,
        refreshAtMs: at + refreshAfterMs(lifetimeMs),
        endsAtMs: at + lifetimeMs - margin,
      };
      failed = undefined;
      return token;
    }
    failed = { failure: grant, untilMs: at + holdMs(grant) };
    return grant;
  }

  /** Joins the request under way, or starts one; within the hold after a failure, that failure. */
  function renew(): Promise<string | CallFailure> {
    if (pending !== undefined) return pending;
    if (failed !== undefined && now() < failed.untilMs) return Promise.resolve(failed.failure);
    pending = fetchToken().finally(() => {
      pending = undefined;
    });
    return pending;
  }

  function get(): Promise<string | CallFailure> {
    const at = now();
    if (held === undefined || at >= held.endsAtMs) return renew();
    if (at >= held.refreshAtMs) void renew(); // its failure is kept in `failed`; this token still serves
    return Promise.resolve(held.token);
  }

  return {
    get,
    confirm(token) {
      if (held?.token === token) held.hasServed = true;
    },
    replace(refused) {
      if (held === undefined || held.token !== refused) return get();
      if (!held.hasServed && now() - forcedAtMs < FORCED_INTERVAL_MS) return Promise.resolve(held.token);
      forcedAtMs = now();
      held = undefined;
      return renew();
    },
  };
}

function holdMs(failure: CallFailure): number {
  if (failure.kind === 'misconfigured') return MISCONFIGURED_HOLD_MS;
  return Math.min(Math.max(failure.retryAfterMs ?? 0, UNAVAILABLE_HOLD_MS), MISCONFIGURED_HOLD_MS);
}

/** Replaced when little is left (`leadMs`), or at 80 % of a life too short for that. */
export function refreshBeforeEnd(leadMs: number): (lifetimeMs: number) => number {
  return (lifetimeMs) => Math.max(lifetimeMs - leadMs, lifetimeMs * 0.8);
}

/**
 * Calls with a token and, when the vendor refuses that token, once more with a new one. The answer to the second call
 * stands, whatever it is. Without a token, why there is none.
 */
export async function callWithToken(
  tokens: AccessTokens,
  call: (token: string) => Promise<HttpResult>,
  isTokenRefused: (result: HttpResult) => boolean,
): Promise<HttpResult> {
  const token = await tokens.get();
  if (typeof token !== 'string') return { kind: 'no answer', outcome: token };
  const result = await call(token);
  if (!isTokenRefused(result)) {
    if (result.kind === 'answer') tokens.confirm(token);
    return result;
  }
  const fresh = await tokens.replace(token);
  if (typeof fresh !== 'string') return { kind: 'no answer', outcome: fresh };
  const second = await call(fresh);
  if (second.kind === 'answer' && !isTokenRefused(second)) tokens.confirm(fresh);
  return second;
}

/** What a vendor said to a credential when it was asked for a token. */
export function outcomeOfGrant(grant: TokenGrant): SendOutcome {
  return grant.kind === 'granted' ? { kind: 'accepted', code: '', vendorMessageId: '' } : grant;
}
