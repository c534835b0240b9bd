import { maybeAnOutage, maybeTaken, type SendOutcome } from '../domain/send-outcome.ts';

/** What came back from a vendor: an HTTP answer, or the reason why there is none. */
export type HttpResult = HttpAnswer | NoAnswer;

export interface HttpAnswer {
  readonly kind: 'answer';
  readonly status: number;
  /** The parsed JSON body; undefined when the body is not JSON. */
  readonly body: unknown;
  /** From the Retry-After header. */
  readonly retryAfterMs: number | undefined;
  /** From the Date header, Unix ms: the vendor's clock. */
  readonly dateMs?: number | undefined;
}

/** The network failed, or there was no access token to call with. */
export interface NoAnswer {
  readonly kind: 'no answer';
  readonly outcome: CallFailure;
}

/** What keeps any call from being made, whatever it is about. */
export type CallFailure = Extract<SendOutcome, { kind: 'misconfigured' | 'unavailable' | 'throttled' }>;

/**
 * What to make of a call whose body tells nothing: decided by the HTTP status alone. Vendors say in words that they refuse a credential or an address; without one it
 * may be a proxy, a firewall or the vendor's own gateway that answers, for some minutes (firebase/firebase-admin-node#1191).
 */
export function outcomeOfStatus(result: HttpResult): SendOutcome {
  if (result.kind === 'no answer') return result.outcome;
  const { status, retryAfterMs } = result;
  const code = `HTTP ${String(status)}`;
  switch (status) {
    case 400:
    case 413:
    case 422:
      return { kind: 'rejected', code, reason: 'the vendor refused the request' };
    case 401:
    case 403:
      return withRetryAfter(
        maybeAnOutage({
          code,
          reason: 'refused without a word of the vendor: by a proxy or firewall, or the credential',
        }),
        retryAfterMs,
      );
    case 404:
    case 405:
      return withRetryAfter(
        maybeAnOutage({ code, reason: 'no such address, without a word of the vendor: a proxy, or the endpoint' }),
        retryAfterMs,
      );
    case 301:
    case 308:
      return { kind: 'misconfigured', code, reason: 'the vendor has moved: check the endpoint of the credential' };
    case 429:
      return withRetryAfter({ kind: 'throttled', code, reason: 'the vendor limits the rate' }, retryAfterMs);
    default:
      return withRetryAfter(
        {
          kind: 'unavailable',
          code,
          reason: status >= 500 ? 'the vendor has a failure' : 'the vendor gave an unreadable answer',
        },
        retryAfterMs,
      );
  }
}

/** The same for a call that makes phones ring: with a success and no word about it, it may have done so. */
export function outcomeOfSend(result: HttpResult): SendOutcome {
  const outcome = outcomeOfStatus(result);
  if (result.kind === 'no answer' || result.status >= 300 || outcome.kind !== 'unavailable') return outcome;
  return withRetryAfter(maybeTaken(outcome), result.retryAfterMs);
}

/** Adds the vendor's own wish for a pause to an outcome that can carry one. */
export function withRetryAfter(outcome: SendOutcome, retryAfterMs: number | undefined): SendOutcome {
  if (retryAfterMs === undefined) return outcome;
  return outcome.kind === 'throttled' || outcome.kind === 'unavailable' ? { ...outcome, retryAfterMs } : outcome;
}

/** A pause shorter than this is none, and one longer than this is no pause but a date, or nonsense. */
const PAUSE = { leastMs: 1_000, mostMs: 24 * 3_600_000 };
/** RFC 9110 §5.6.7 as servers write it. `Date.parse` alone takes "-1" and "10, 10" for dates of the year 2001. */
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * Retry-After as milliseconds from now: seconds or an HTTP date (RFC 9110 §10.2.3). Zero, or a date that has passed, is no wish: taken at its word
 * it would put an attempt right after every other, to the end of the push's life.
 * @param nowMs the time at the vendor, if it said that
 */
export function parseRetryAfter(value: string | string[] | undefined, nowMs: number): number | undefined {
  const text = (Array.isArray(value) ? value[0] : value)?.trim();
  const pauseMs = text === undefined ? undefined : pauseIn(text, nowMs);
  return pauseMs !== undefined && pauseMs >= PAUSE.leastMs && pauseMs <= PAUSE.mostMs ? pauseMs : undefined;
}

function pauseIn(text: string, nowMs: number): number | undefined {
  if (/^\d+(\.\d+)?$/.test(text)) return Math.round(Number(text) * 1_000);
  return HTTP_DATE.test(text) ? Date.parse(text) - nowMs : undefined;
}
