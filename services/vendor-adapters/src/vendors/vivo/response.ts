import { integerOf, objectOf, textOf } from '../../domain/json-value.ts';
import { nextInShanghai, outcomeOfClass, outcomeOfUnknownCode } from '../../domain/result-class.ts';
import type { SendOutcome } from '../../domain/send-outcome.ts';
import { sameForAll } from '../../domain/targets.ts';
import type { TokenGrant } from '../../http/access-token.ts';
import { outcomeOfSend, outcomeOfStatus, withRetryAfter, type HttpResult } from '../../http/answer.ts';
import { UNKNOWN_CODE_ATTEMPTS, vivoResultCodes } from './result-codes.ts';

/** A token lives 24 hours; getting a new one does not end it (vivo §2.1). */
const TOKEN_LIFETIME_MS = 24 * 3_600_000;
const TOKEN_REFUSED = 10_000;
const INVALID_TARGET = 10_302;
/** Operational messages go out from 7 to 23 o'clock. */
const OUTSIDE_HOURS = { code: 10_071, opensAtHour: 7 };
const SAVED_QUOTA_USED_UP = '10252';
/** The saved content is unknown or gone: it can be saved again. */
const SAVED_CONTENT_GONE: ReadonlySet<number> = new Set([10_152, 10_155]);
const NOT_A_TEST_USER = 4;

/** Whether the vendor refused the auth token, so that a new one may help. */
export function isTokenRefused(result: HttpResult): boolean {
  if (result.kind === 'no answer') return false;
  const code = integerOf(objectOf(result.body).result);
  return code === undefined ? result.status === 401 : code === TOKEN_REFUSED;
}

type Body = Readonly<Record<string, unknown>>;

/**
 * The body of an answer that the vendor has decided on, or the outcome for every target of the call.
 * @param unreadable what an answer without a code means; not every call makes phones ring
 */
function readResult(
  result: HttpResult,
  unreadable: (result: HttpResult) => SendOutcome = outcomeOfSend,
): { readonly body: Body; readonly code: number } | SendOutcome {
  if (result.kind === 'no answer') return result.outcome;
  const body = objectOf(result.body);
  const code = integerOf(body.result);
  return code === undefined || (code === 0 && result.status >= 300) ? unreadable(result) : { body, code };
}

function outcomeOfCode(code: number, result: HttpResult, nowMs: number): SendOutcome {
  const { kind } = result;
  if (code === OUTSIDE_HOURS.code) {
    const untilMs = nextInShanghai(nowMs, OUTSIDE_HOURS.opensAtHour);
    return {
      kind: 'quota-exhausted',
      code: String(code),
      reason: 'outside the hours for operational messages',
      untilMs,
    };
  }
  const row = vivoResultCodes.get(code);
  const outcome =
    row === undefined
      ? outcomeOfUnknownCode(String(code), UNKNOWN_CODE_ATTEMPTS)
      : outcomeOfClass(row, String(code), nowMs);
  return withRetryAfter(outcome, kind === 'answer' ? result.retryAfterMs : undefined);
}

/** The outcome of /message/send. */
export function readSend(result: HttpResult, nowMs: number): SendOutcome {
  const read = readResult(result);
  if ('kind' in read) return read;
  const { body, code } = read;
  if (code === 0) return { kind: 'accepted', vendorMessageId: textOf(body.taskId), code: '0' };
  return code === INVALID_TARGET ? outcomeOfUser(body.invalidUser) : outcomeOfCode(code, result, nowMs);
}

/** Why a target is invalid: 1 unknown, 2 uninstalled or unsubscribed, 3 long offline, 4 not a test user (vivo §3.1). */
function outcomeOfUser(invalidUser: unknown): SendOutcome {
  const status = integerOf(objectOf(invalidUser).status);
  const code = status === undefined ? String(INVALID_TARGET) : `${String(INVALID_TARGET)}/${String(status)}`;
  if (status === NOT_A_TEST_USER) {
    return { kind: 'misconfigured', code, reason: 'the app is under review: only registered test devices are reached' };
  }
  return { kind: 'invalid-token', code, reason: 'the registration id is invalid, uninstalled or unsubscribed' };
}

/** The task id of a saved content, or the outcome for every target. */
export function readSaved(result: HttpResult, nowMs: number): { readonly taskId: string } | SendOutcome {
  const read = readResult(result, outcomeOfStatus);
  if ('kind' in read) return read;
  if (read.code !== 0) return outcomeOfCode(read.code, result, nowMs);
  const taskId = textOf(read.body.taskId);
  return taskId === ''
    ? { kind: 'unavailable', code: '0', reason: 'the vendor saved the content but gave no id' }
    : { taskId };
}

/** Until when lists are closed: after 10252 the vendor wants no saveListPayload for the rest of the day (vivo §5.2). */
export function listsClosedUntil(outcome: SendOutcome): number | undefined {
  return outcome.kind === 'quota-exhausted' && outcome.code === SAVED_QUOTA_USED_UP ? outcome.untilMs : undefined;
}

/** Whether a list was refused because its saved content is gone. */
export function isSavedContentGone(result: HttpResult): boolean {
  const read = readResult(result);
  return 'code' in read && !('kind' in read) && SAVED_CONTENT_GONE.has(read.code);
}

/** The outcome of each id of /message/pushToList: the saved task's id is the message id of all. */
export function readPushToList(
  result: HttpResult,
  savedTaskId: string,
  regIds: readonly string[],
  nowMs: number,
): ReadonlyMap<string, SendOutcome> {
  const read = readResult(result);
  if ('kind' in read) return sameForAll(regIds, read);
  const invalid = new Map(
    (Array.isArray(read.body.invalidUsers) ? read.body.invalidUsers : []).map((user: unknown) => [
      textOf(objectOf(user).userid),
      outcomeOfUser(user),
    ]),
  );
  const rest =
    read.code === 0
      ? ({ kind: 'accepted', vendorMessageId: savedTaskId, code: '0' } as const)
      : listRefusal(read.code, result, nowMs);
  return new Map(regIds.map((regId) => [regId, invalid.get(regId) ?? rest]));
}

/** "Invalid id" for a whole list does not say which one it is, so nobody's token is dropped for it. */
function listRefusal(code: number, result: HttpResult, nowMs: number): SendOutcome {
  if (code !== INVALID_TARGET) return outcomeOfCode(code, result, nowMs);
  return { kind: 'rejected', code: String(code), reason: 'invalid registration ids, but not said which' };
}

/** Refusals of /message/recycle after which it is tried again, as nothing about the task has been said. */
const PASSING: ReadonlySet<SendOutcome['kind']> = new Set(['throttled', 'unavailable', 'quota-exhausted']);

/**
 * The outcome of /message/recycle, or `refused`: its codes are documented nowhere (vivo §3.9), so whatever it says about the task, or that there
 * is no such call, means that a replacement has to do.
 */
export function readRecycle(result: HttpResult, vendorTaskId: string, nowMs: number): SendOutcome | 'refused' {
  if (result.kind === 'no answer') return result.outcome;
  const read = readResult(result, outcomeOfStatus);
  if (!('kind' in read) && read.code === 0)
    return { kind: 'accepted', vendorMessageId: vendorTaskId, code: '0', isRecall: true };
  if (isTokenRefused(result)) return 'kind' in read ? read : outcomeOfCode(read.code, result, nowMs);
  const isAboutTask = !('kind' in read) && (SAVED_CONTENT_GONE.has(read.code) || !vivoResultCodes.has(read.code));
  if (isAboutTask) return 'refused';
  const outcome = 'kind' in read ? read : outcomeOfCode(read.code, result, nowMs);
  const isPassing = PASSING.has(outcome.kind) && !('isAboutCredential' in outcome); // HTTP 404: there is no such call
  return isPassing ? outcome : 'refused';
}

/** The answer of /message/auth. */
export function readVivoToken(result: HttpResult, nowMs: number): TokenGrant {
  const read = readResult(result, outcomeOfStatus);
  const outcome = 'kind' in read ? read : read.code === 0 ? undefined : outcomeOfCode(read.code, result, nowMs);
  if (outcome === undefined) {
    const token = 'kind' in read ? '' : textOf(read.body.authToken);
    if (token !== '') return { kind: 'granted', token, lifetimeMs: TOKEN_LIFETIME_MS };
    return { kind: 'unavailable', code: '0', reason: 'auth token: the vendor gave none' };
  }
  const reason = 'reason' in outcome ? `auth token: ${outcome.reason}` : 'auth token: refused';
  if (outcome.kind === 'throttled' || outcome.kind === 'unavailable') return { ...outcome, reason };
  return { kind: 'misconfigured', code: outcome.code, reason };
}

/** The timestamp is more than 10 minutes from the vendor's clock (vivo §2.1). */
const TIME_REFUSED = 10_207;

/** Whether auth was refused for its timestamp. */
export function isRefusedForTime(result: HttpResult): boolean {
  return result.kind === 'answer' && integerOf(objectOf(result.body).result) === TIME_REFUSED;
}
