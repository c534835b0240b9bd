import { integerOf, objectOf, textOf, textsOfList } from '../../domain/json-value.ts';
import { outcomeOfClass, outcomeOfUnknownCode } from '../../domain/result-class.ts';
import { maybeTaken, type SendOutcome } from '../../domain/send-outcome.ts';
import type { TokenGrant } from '../../http/access-token.ts';
import { outcomeOfSend, outcomeOfStatus, withRetryAfter, type HttpResult } from '../../http/answer.ts';
import { isBusinessError, oppoResultCodes, UNKNOWN_CODE_ATTEMPTS } from './result-codes.ts';

/** A token lives 24 hours from its making (oppo §2.2). */
const TOKEN_LIFETIME_MS = 24 * 3_600_000;
/** Invalid and missing auth token. */
const TOKEN_CODES: ReadonlySet<number> = new Set([11, 29]);
const INVALID_ARGUMENTS = 41;
const DUPLICATE = 32;
/** As the vendor's own server SDK checks registration ids (oppo §8). */
const REG_ID = /^((([0-9A-Za-z]{2,10})_)?([A-Z]{2}|EUEX)_)?[0-9a-fA-F]{32}$|^[0-9a-fA-F]{24}$/;

/** Whether the vendor refused the auth token, so that a new one may help. */
export function isTokenRefused(result: HttpResult): boolean {
  if (result.kind === 'no answer') return false;
  const code = integerOf(objectOf(result.body).code);
  return code === undefined ? result.status === 401 : TOKEN_CODES.has(code);
}

/**
 * The body of a success, or the outcome for every target of the call. Business errors come with HTTP 200: `code` decides.
 * @param unreadable what an answer without a code means; not every call makes phones ring
 */
function readCode(
  result: HttpResult,
  nowMs: number,
  unreadable: (result: HttpResult) => SendOutcome = outcomeOfSend,
): { readonly data: unknown } | SendOutcome {
  if (result.kind === 'no answer') return result.outcome;
  const { code, data } = objectOf(result.body);
  const number = integerOf(code);
  if (number === undefined || (number === 0 && result.status >= 300)) return unreadable(result);
  return number === 0 ? { data } : withRetryAfter(outcomeOfCode(number, nowMs), result.retryAfterMs);
}

function outcomeOfCode(code: number, nowMs: number): SendOutcome {
  const row = oppoResultCodes.get(code);
  if (row !== undefined) return outcomeOfClass(row, String(code), nowMs);
  return isBusinessError(code)
    ? outcomeOfClass(['bad', 'result code unknown to us'], String(code), nowMs)
    : outcomeOfUnknownCode(String(code), UNKNOWN_CODE_ATTEMPTS);
}

/** The outcome of a unicast. */
export function readUnicast(result: HttpResult, regId: string, nowMs: number): SendOutcome {
  const read = readCode(result, nowMs);
  if ('data' in read) return { kind: 'accepted', vendorMessageId: messageIdOf(read.data), code: '0' };
  // One project has seen 41 for a bad registration id: believed where the id is not of the vendor's form (oppo §3.1).
  if (read.kind === 'rejected' && read.code === String(INVALID_ARGUMENTS) && !REG_ID.test(regId)) {
    return { kind: 'invalid-token', code: read.code, reason: 'this is not an oppo registration id' };
  }
  return read;
}

/** The outcomes of a unicast_batch, in the order of its messages. `errorCode` decides, not whether there is a message id. */
export function readUnicastBatch(result: HttpResult, regIds: readonly string[], nowMs: number): SendOutcome[] {
  const read = readCode(result, nowMs);
  if (!('data' in read)) return regIds.map(() => read);
  return itemsOf(Array.isArray(read.data) ? read.data : [], regIds).map((found): SendOutcome => {
    // Not a word about it: sent again, which the vendor notices by `app_message_id` if it did take it.
    if (found === undefined) return maybeTaken({ code: '0', reason: 'the vendor did not say what became of it' });
    const errorCode = integerOf(objectOf(found).errorCode) ?? 0;
    if (errorCode !== 0) return outcomeOfCode(errorCode, nowMs);
    return { kind: 'accepted', vendorMessageId: messageIdOf(found), code: '0' };
  });
}

/**
 * What is said of each message: by its place, where there is one item for each and none names an id of another place; else by name, each item for one
 * message, for an id can be in the call twice. A token must not go for what is said of another one.
 */
function itemsOf(items: readonly unknown[], regIds: readonly string[]): readonly unknown[] {
  const nameOf = (item: unknown): string => textOf(objectOf(item).registrationId);
  const known = new Set(regIds);
  const isInPlace = (item: unknown, index: number): boolean =>
    nameOf(item) === regIds[index] || !known.has(nameOf(item));
  if (items.length === regIds.length && items.every(isInPlace)) return items;
  const byName = Map.groupBy(items, nameOf);
  return regIds.map((regId) => byName.get(regId)?.shift());
}

/** The id of a saved content, or the outcome for everybody; `duplicate` when it was saved before and no id is given. */
export function readSaved(
  result: HttpResult,
  nowMs: number,
): { readonly messageId: string } | 'duplicate' | SendOutcome {
  const read = readCode(result, nowMs, outcomeOfStatus);
  if ('data' in read) {
    const messageId = messageIdOf(read.data);
    return messageId === ''
      ? { kind: 'unavailable', code: '0', reason: 'the vendor saved the content but gave no id' }
      : { messageId };
  }
  if (read.code !== String(DUPLICATE) || result.kind === 'no answer') return read;
  const messageId = messageIdOf(objectOf(result.body).data);
  return messageId === '' ? 'duplicate' : { messageId };
}

/** The outcomes of a broadcast: every all-digit key of `data` is an error code with the ids it is about. */
export function readBroadcast(result: HttpResult, regIds: readonly string[], nowMs: number): SendOutcome[] {
  const read = readCode(result, nowMs);
  if (!('data' in read)) return regIds.map(() => read);
  const data = objectOf(read.data);
  const refused = new Map<string, SendOutcome>();
  for (const [key, value] of Object.entries(data)) {
    if (!/^[0-9]+$/.test(key)) continue;
    const outcome = outcomeOfCode(Number(key), nowMs);
    for (const regId of textsOfList(value)) refused.set(regId, outcome);
  }
  const accepted: SendOutcome = {
    kind: 'accepted',
    vendorMessageId: textOf(data.task_id) || messageIdOf(data),
    code: '0',
  };
  return regIds.map((regId) => refused.get(regId) ?? accepted);
}

function messageIdOf(data: unknown): string {
  const { messageId, message_id: snakeCase } = objectOf(data);
  return textOf(messageId) || textOf(snakeCase);
}

/** The answer of /auth. */
export function readOppoToken(result: HttpResult, nowMs: number): TokenGrant {
  const read = readCode(result, nowMs, outcomeOfStatus);
  if ('data' in read) {
    const token = textOf(objectOf(read.data).auth_token);
    if (token !== '') return { kind: 'granted', token, lifetimeMs: TOKEN_LIFETIME_MS };
    return { kind: 'unavailable', code: '0', reason: 'auth token: the vendor gave none' };
  }
  const reason = 'reason' in read ? `auth token: ${read.reason}` : 'auth token: refused';
  if (read.kind === 'throttled' || read.kind === 'unavailable') return { ...read, reason };
  return { kind: 'misconfigured', code: read.code, reason };
}

/** "Invalid timestamp": more than 10 minutes from the vendor's clock (oppo §2.1). */
const TIME_REFUSED = 19;

/** Whether /auth was refused for its timestamp. */
export function isRefusedForTime(result: HttpResult): boolean {
  return result.kind === 'answer' && integerOf(objectOf(result.body).code) === TIME_REFUSED;
}
