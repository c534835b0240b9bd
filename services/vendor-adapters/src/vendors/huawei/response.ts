import { integerOf, objectOf, textOf, textsOfList } from '../../domain/json-value.ts';
import { outcomeOfClass } from '../../domain/result-class.ts';
import { maybeAnOutage, type SendOutcome } from '../../domain/send-outcome.ts';
import { sameForAll } from '../../domain/targets.ts';
import type { TokenGrant } from '../../http/access-token.ts';
import {
  outcomeOfSend,
  outcomeOfStatus,
  withRetryAfter,
  type CallFailure,
  type HttpAnswer,
  type HttpResult,
} from '../../http/answer.ts';
import { huaweiResultCodes, rowOfFamily, tokenErrorWords } from './result-codes.ts';

const SUCCESS = '80000000';
const PARTIAL_SUCCESS = '80100000';
/** Missing, expired or unreadable access token; sent with HTTP 200 or 401 (huawei §2.3). */
const TOKEN_CODES: ReadonlySet<string> = new Set(['80200001', '80200003', '80200005']);

/** Whether the vendor refused the access token, so that a new one may help. */
export function isTokenRefused(result: HttpResult): boolean {
  if (result.kind === 'no answer') return false;
  const code = codeOf(result);
  return code === '' ? result.status === 401 : TOKEN_CODES.has(code);
}

/** The outcome of each token of a send. */
export function readHuaweiAnswer(
  result: HttpResult,
  tokens: readonly string[],
  nowMs: number,
): Map<string, SendOutcome> {
  if (result.kind === 'no answer') return sameForAll(tokens, outcomeOfStatus(result));
  const code = codeOf(result);
  // 503 is the vendor's flow control, with or without a body (huawei §6.1).
  if (result.status === 503) {
    const outcome: SendOutcome = {
      kind: 'throttled',
      code: code === '' ? 'HTTP 503' : code,
      reason: 'flow control of the vendor',
    };
    return sameForAll(tokens, withRetryAfter(outcome, result.retryAfterMs));
  }
  if (code === '') return sameForAll(tokens, outcomeOfSend(result));
  const body = objectOf(result.body);
  const accepted: SendOutcome = { kind: 'accepted', vendorMessageId: textOf(body.requestId), code };
  if (code === SUCCESS) return sameForAll(tokens, result.status < 300 ? accepted : outcomeOfStatus(result));
  if (code === PARTIAL_SUCCESS) return partial(textOf(body.msg), tokens, accepted);
  const row = huaweiResultCodes.get(code) ?? rowOfFamily(code);
  return sameForAll(tokens, withRetryAfter(outcomeOfClass(row, code, nowMs), result.retryAfterMs));
}

/** In a partial success `msg` is JSON in a text: `illegal_tokens` is a list (v1, v2), `illegalTokens` lists by reason (v3). */
function partial(msg: string, tokens: readonly string[], accepted: SendOutcome): Map<string, SendOutcome> {
  const illegal = illegalTokens(msg);
  if (illegal === undefined) {
    return sameForAll(tokens, {
      kind: 'unavailable',
      code: PARTIAL_SUCCESS,
      reason: 'some tokens failed, but not said which',
      mostAttempts: TRIES_OF_MAYBE_SENT,
    });
  }
  const invalid: SendOutcome = {
    kind: 'invalid-token',
    code: PARTIAL_SUCCESS,
    reason: 'the vendor lists the token as illegal',
  };
  return new Map(tokens.map((token) => [token, illegal.has(token) ? invalid : accepted]));
}

/** Most of them have it: whoever does not gets it by one more try, and nobody's phone rings for as long as the push lives. */
const TRIES_OF_MAYBE_SENT = 2;

function illegalTokens(msg: string): ReadonlySet<string> | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(msg);
  } catch {
    return undefined;
  }
  const { illegal_tokens: list, illegalTokens: other } = objectOf(parsed);
  const lists = [list, other, ...Object.values(objectOf(list)), ...Object.values(objectOf(other))];
  const found = lists.flatMap(textsOfList);
  return found.length === 0 ? undefined : new Set(found);
}

/** `code` is a text of 8 digits; a number is taken too. Another one is that of a proxy, as `{"code":403,"message":"Forbidden"}`. */
function codeOf(answer: HttpAnswer): string {
  const code = textOf(objectOf(answer.body).code);
  return /^\d{8}$/.test(code) ? code : '';
}

/** Push Kit could not ask its own OAuth service: a failure there, or a wrong secret (huawei §6.2). */
const OAUTH_NOT_ASKED = '80600003';
/** "No permission": what a wrong credential gets, and in an outage of the vendor also a right one (fwei-io/phone-issues, 2021). */
const NO_PERMISSION = '80300002';

/**
 * Second thoughts about refusals that need not be the credential's fault: they are tried again before a person has to act. "No permission" so only
 * where the credential had it before.
 */
export function createOutageGuard(): (outcome: SendOutcome) => SendOutcome {
  let isPermitted = false;
  return (outcome) => {
    if (outcome.kind === 'accepted') isPermitted = true;
    const { kind, code } = outcome;
    if (kind !== 'misconfigured' || !(code === OAUTH_NOT_ASKED || (code === NO_PERMISSION && isPermitted)))
      return outcome;
    return maybeAnOutage(outcome);
  };
}

/** The answer of the token endpoint (huawei §2.1). A wrong id or secret needs a person. */
export function readHuaweiToken(result: HttpResult): TokenGrant {
  if (result.kind === 'no answer') return { ...result.outcome, reason: `access token: ${result.outcome.reason}` };
  const body = objectOf(result.body);
  const token = textOf(body.access_token);
  if (result.status < 300 && token !== '') {
    return { kind: 'granted', token, lifetimeMs: Math.max(integerOf(body.expires_in) ?? 3_600, 1) * 1_000 };
  }
  return tokenFailure(result, integerOf(body.error), integerOf(body.sub_error));
}

function tokenFailure(
  { status, retryAfterMs }: HttpAnswer,
  error: number | undefined,
  subError: number | undefined,
): CallFailure {
  const code =
    error === undefined ? `HTTP ${String(status)}` : [error, ...(subError === undefined ? [] : [subError])].join('/');
  const pause = retryAfterMs === undefined ? {} : { retryAfterMs };
  if (status === 503 || status === 429)
    return { kind: 'throttled', code, reason: 'access token: flow control of the vendor', ...pause };
  if (status >= 500 || (status < 300 && error === undefined)) {
    return { kind: 'unavailable', code, reason: 'access token: the vendor gave none', ...pause };
  }
  if (error === undefined)
    return { ...maybeAnOutage({ code, reason: 'access token: refused without a word of the vendor' }), ...pause };
  const words = tokenErrorWords.get(subError ?? 0) ?? 'client id or secret refused';
  return { kind: 'misconfigured', code, reason: `access token: ${words}` };
}
