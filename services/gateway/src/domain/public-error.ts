import { InvalidInput, isRetryable, ResourceExhausted, ServiceError, Unauthenticated } from '@bellhop/runtime';
import type { Refusal } from './refusal.ts';

/** An error as clients and callers see it, over WebSocket and HTTP alike. */
export interface PublicError {
  readonly code: string;
  readonly message: string;
  readonly field?: string;
  readonly retryAfterMs?: number;
  /** Of failures on our side: by it an operator finds the line in the log. */
  readonly requestId?: string;
  /** Of NOT_ALLOWED: the least role in the group that may do it. */
  readonly requiredRole?: string;
  /** Of MUTED: when it ends by itself, Unix ms; absent = it does not. */
  readonly muteUntil?: number;
}

/** A refusal where the caller can be told in no other way. */
export class Refused extends ServiceError {
  override readonly name = 'Refused';
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.code, refusal.message, { retryable: false });
    this.refusal = refusal;
  }
}

/** Whoever logs in has not proved who he is; the field says by what. */
export class LoginRefused extends Unauthenticated {
  readonly field: 'app' | 'token';

  constructor(field: 'app' | 'token', message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.field = field;
  }
}

/** The login of this device is over: a newer one has ended it. */
export class KickedOut extends ServiceError {
  override readonly name = 'KickedOut';

  constructor(message: string) {
    super('KICKED_OUT', message, { retryable: false });
  }
}

/** Too many in too short a time, by a limit that the app knows. */
export class RateLimited extends ResourceExhausted {
  override readonly code: string = 'RATE_LIMITED';
}

/** A part of what was asked for is still to be done, and the same call goes on with it. */
export class NotDone extends ServiceError {
  override readonly name = 'NotDone';

  constructor(message: string) {
    super('NOT_DONE', message, { retryable: true });
  }
}

/** One address has so many calls under way that there would be too little for others. */
export function tooManyCalls(max: number): ResourceExhausted {
  return new ResourceExhausted(`at most ${max} calls of one address may be under way`, { retryAfterMs: 500 });
}

/** What is told of anything that was thrown. What is inside stays inside. */
export function publicErrorOf(error: unknown): PublicError {
  if (error instanceof Refused) return publicRefusal(error.refusal);
  if (error instanceof InvalidInput || error instanceof LoginRefused) {
    return { code: error.code, message: error.message, ...(error.field === '' ? {} : { field: error.field }) };
  }
  if (error instanceof ResourceExhausted)
    return { code: error.code, message: error.message, retryAfterMs: error.retryAfterMs };
  if (error instanceof Unauthenticated || error instanceof KickedOut)
    return { code: error.code, message: error.message };
  if (error instanceof NotDone) return { code: error.code, message: error.message, retryAfterMs: 1_000 };
  if (isRetryable(error)) {
    return {
      code: 'UNAVAILABLE',
      message: 'a part of the service does not answer now, try again',
      retryAfterMs: 1_000,
    };
  }
  return { code: 'INTERNAL', message: 'internal error' };
}

/** Codes that say nothing of what went wrong. */
const ours: ReadonlySet<string> = new Set(['INTERNAL', 'UNAVAILABLE', 'NOT_DONE']);

/** A failure on our side names its request; what callers do wrong needs nobody else. */
export function withRequest(error: PublicError, requestId: string): PublicError {
  return ours.has(error.code) ? { ...error, requestId } : error;
}

export function publicRefusal({ field, ...refusal }: Refusal): PublicError {
  return { ...refusal, ...(field === '' ? {} : { field }) };
}

const statuses: Readonly<Record<string, number>> = {
  INVALID_ARGUMENT: 400,
  UNKNOWN_RESOURCE: 400,
  UNKNOWN_TEMPLATE: 400,
  UNAUTHENTICATED: 401,
  NOT_A_MEMBER: 403,
  NOT_THE_SENDER: 403,
  CONVERSATION_NOT_FOUND: 404,
  MESSAGE_NOT_FOUND: 404,
  MESSAGE_TOO_OLD: 409,
  NOT_REVOCABLE: 409,
  TOO_MANY_MUTED: 409,
  NOT_IN_CALL: 403,
  NOT_THE_CALLER: 403,
  CALL_NOT_FOUND: 404,
  CALL_ENDED: 409,
  INVITATION_CANCELLED: 409,
  INVITATION_TIMED_OUT: 409,
  ALREADY_ANSWERED: 409,
  CALL_ANSWERED: 409,
  CALL_FULL: 409,
  LOCAL_CALL_ID_CONFLICT: 409,
  IDEMPOTENCY_KEY_CONFLICT: 409,
  PUSH_NOT_FOUND: 404,
  PUSH_ALREADY_SENT: 409,
  TOO_MANY_SCHEDULED: 409,
  GROUP_NOT_FOUND: 404,
  APP_NOT_FOUND: 404,
  NOT_FOUND: 404,
  APP_EXISTS: 409,
  GROUP_EXISTS: 409,
  GROUP_FULL: 409,
  GROUP_DISSOLVED: 409,
  TOO_MANY_ATTRIBUTES: 409,
  OWNER_STAYS: 409,
  MEMBER_NOT_FOUND: 404,
  GROUP_CLOSED: 403,
  INVITATION_NEEDED: 403,
  NOT_ALLOWED: 403,
  MUTED: 403,
  LOCAL_ID_CONFLICT: 409,
  TEXT_TOO_LONG: 413,
  BODY_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  RATE_LIMITED: 429,
  RESOURCE_EXHAUSTED: 429,
  UNAVAILABLE: 503,
  NOT_DONE: 503,
};

/** The HTTP status of a public error. */
export function httpStatusOf(code: string): number {
  return statuses[code] ?? 500;
}
