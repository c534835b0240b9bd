import { maybeAnOutage, type SendOutcome } from './send-outcome.ts';

/**
 * How vendor result codes are classed in our tables (docs of each vendor); `ok` is a success that sent nothing new, `setup` a channel, template or category that is not as it is
 * registered, `access` an access token that is not taken though the vendor has just given it, and so the credential is right.
 */
export type ResultClass = 'ok' | 'token' | 'auth' | 'access' | 'setup' | 'rate' | 'quota' | 'bad' | 'retry';

/** One row of a vendor's table: what a code means for us, and that in plain words. */
export type ResultRow = readonly [ResultClass, string];

/** The outcome of a classed code. Quotas of the Chinese vendors end at midnight in Shanghai. */
export function outcomeOfClass([resultClass, reason]: ResultRow, code: string, nowMs: number): SendOutcome {
  switch (resultClass) {
    case 'ok':
      return { kind: 'accepted', vendorMessageId: '', code };
    case 'token':
      return { kind: 'invalid-token', code, reason };
    case 'auth':
      return { kind: 'misconfigured', code, reason };
    case 'access':
      return maybeAnOutage({ code, reason });
    case 'setup':
      return { kind: 'misconfigured', code, reason, isAboutContent: true };
    case 'rate':
      return { kind: 'throttled', code, reason };
    case 'quota':
      return { kind: 'quota-exhausted', code, reason, untilMs: nextInShanghai(nowMs, 0) };
    case 'bad':
      return { kind: 'rejected', code, reason };
    case 'retry':
      return { kind: 'unavailable', code, reason };
    default:
      return resultClass satisfies never;
  }
}

/** The outcome of a code that is in no table of ours: it may pass, but not for ever. */
export function outcomeOfUnknownCode(code: string, mostAttempts: number): SendOutcome {
  return { kind: 'unavailable', code, reason: 'result code unknown to us', mostAttempts, isAboutContent: true };
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** China keeps UTC+8 all year. */
const SHANGHAI_OFFSET_MS = 8 * HOUR_MS;

/** The next time it is `hour` o'clock in Shanghai, after `nowMs`. */
export function nextInShanghai(nowMs: number, hour: number): number {
  const midnight = Math.floor((nowMs + SHANGHAI_OFFSET_MS) / DAY_MS) * DAY_MS - SHANGHAI_OFFSET_MS;
  const today = midnight + hour * HOUR_MS;
  return today > nowMs ? today : today + DAY_MS;
}
