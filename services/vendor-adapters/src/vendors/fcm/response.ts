import { integerOf, objectOf, textOf } from '../../domain/json-value.ts';
import { maybeAnOutage, type SendOutcome } from '../../domain/send-outcome.ts';
import type { TokenGrant } from '../../http/access-token.ts';
import { outcomeOfSend, outcomeOfStatus, withRetryAfter, type HttpAnswer, type HttpResult } from '../../http/answer.ts';

/** Google's advice where there is no Retry-After: a minute after 429, at least 10 s after 5xx (fcm §5). */
const QUOTA_PAUSE_MS = 60_000;
const FAILURE_PAUSE_MS = 10_000;
const SENDER_ID_MISMATCH = 'SENDER_ID_MISMATCH';
const THIRD_PARTY_AUTH = 'THIRD_PARTY_AUTH_ERROR';

/** The parts of a Google error that we decide on. */
interface FcmError {
  /** `FcmError.errorCode` of the details; '' when there is no such detail. */
  readonly fcmCode: string;
  /** `google.rpc` status, e.g. UNAUTHENTICATED. */
  readonly status: string;
  /** `ErrorInfo.reason`, e.g. SERVICE_DISABLED. */
  readonly infoReason: string;
  readonly isAboutToken: boolean;
}

/** Whether the access token was refused. The other 401, THIRD_PARTY_AUTH_ERROR, carries an FcmError (fcm §2). */
export function isTokenRefused(result: HttpResult): boolean {
  return result.kind === 'answer' && result.status === 401 && errorOf(result).fcmCode === '';
}

/** The outcome of one message: FcmError first, then the status of Google, then HTTP. */
export function readFcmAnswer(result: HttpResult): SendOutcome {
  if (result.kind === 'no answer') return result.outcome;
  const name = textOf(objectOf(result.body).name);
  if (result.status === 200 && name !== '') return { kind: 'accepted', vendorMessageId: name, code: '200' };
  const error = errorOf(result);
  const outcome = outcomeOfCode(error.fcmCode || error.status, error, result);
  return withRetryAfter(outcome, result.retryAfterMs ?? advisedPauseMs(outcome, result));
}

function advisedPauseMs({ kind }: SendOutcome, { status }: HttpAnswer): number | undefined {
  if (kind === 'throttled') return QUOTA_PAUSE_MS;
  return status >= 500 ? FAILURE_PAUSE_MS : undefined;
}

function outcomeOfCode(code: string, error: FcmError, answer: HttpAnswer): SendOutcome {
  switch (code) {
    case 'UNREGISTERED':
      return { kind: 'invalid-token', code, reason: 'the registration token is no longer valid' };
    case SENDER_ID_MISMATCH:
      return { kind: 'invalid-token', code, reason: 'the registration token belongs to another Firebase project' };
    case 'INVALID_ARGUMENT':
      return error.isAboutToken
        ? { kind: 'invalid-token', code, reason: 'this is not an FCM registration token' }
        : { kind: 'rejected', code, reason: 'a field of the message is wrong, or it is too large' };
    case 'QUOTA_EXCEEDED':
    case 'RESOURCE_EXHAUSTED':
      return { kind: 'throttled', code, reason: 'quota of the project or the device exceeded' };
    case THIRD_PARTY_AUTH:
    case 'APNS_AUTH_ERROR':
      return {
        kind: 'misconfigured',
        code: THIRD_PARTY_AUTH, // the other is its old name
        reason: 'the APNs or web push credential in the Firebase project is refused',
      };
    case 'UNAUTHENTICATED':
      return maybeAnOutage({
        code: error.infoReason || code,
        reason: 'the access token of the service account is refused, though Google has just given it',
      });
    case 'PERMISSION_DENIED':
      return {
        kind: 'misconfigured',
        code: error.infoReason || code,
        reason: 'the service account may not send, or the FCM API is off',
      };
    case 'NOT_FOUND':
      return { kind: 'misconfigured', code, reason: 'the Firebase project does not exist' };
    case 'UNAVAILABLE':
    case 'INTERNAL':
    case 'UNSPECIFIED_ERROR':
    case 'DEADLINE_EXCEEDED':
      return { kind: 'unavailable', code, reason: 'FCM has a failure or is overloaded' };
    case '':
      return outcomeOfSend(answer);
    default:
      return answer.status >= 500 || answer.status === 429
        ? outcomeOfStatus(answer)
        : { kind: 'rejected', code, reason: 'error code unknown to us' };
  }
}

function errorOf({ body }: HttpAnswer): FcmError {
  const error = objectOf(objectOf(body).error);
  const details = (Array.isArray(error.details) ? error.details : []).map(objectOf);
  const detail = (type: string) => details.find((it) => textOf(it['@type']).endsWith(type)) ?? {};
  const { fieldViolations } = detail('google.rpc.BadRequest') as Record<string, unknown>;
  const fields = (Array.isArray(fieldViolations) ? fieldViolations : []).map((it: unknown) =>
    textOf(objectOf(it).field),
  );
  return {
    fcmCode: textOf((detail('FcmError') as Record<string, unknown>).errorCode),
    status: textOf(error.status),
    infoReason: textOf((detail('google.rpc.ErrorInfo') as Record<string, unknown>).reason),
    isAboutToken: /registration token/i.test(textOf(error.message)) || fields.includes('message.token'),
  };
}

/** The answer of Google's token endpoint (fcm §2). A refused account or key needs a person. */
export function readFcmToken(result: HttpResult): TokenGrant {
  if (result.kind === 'no answer') return { ...result.outcome, reason: `access token: ${result.outcome.reason}` };
  const body = objectOf(result.body);
  const token = textOf(body.access_token);
  if (result.status < 300 && token !== '') {
    return { kind: 'granted', token, lifetimeMs: Math.max(integerOf(body.expires_in) ?? 3_600, 1) * 1_000 };
  }
  const error = textOf(body.error);
  const pause = result.retryAfterMs === undefined ? {} : { retryAfterMs: result.retryAfterMs };
  const code = error || `HTTP ${String(result.status)}`;
  if (result.status === 429) return { kind: 'throttled', code, reason: 'access token: asked too often', ...pause };
  if (result.status >= 500 || result.status < 300)
    return { kind: 'unavailable', code, reason: 'access token: none was given', ...pause };
  if (error === '')
    return { ...maybeAnOutage({ code, reason: 'access token: refused without a word of Google' }), ...pause };
  return {
    kind: 'misconfigured',
    code,
    reason: 'access token: service account or key refused; check the key and the clock of this server',
  };
}

/** In the words of Google, which has no code of its own for it: "Token must be a short-lived token (60 minutes) and in a reasonable timeframe". */
const TIME_REFUSED = /reasonable timeframe/i;

/** Whether the token endpoint refused the claim for its time: a clock that is minutes off is the commonest cause of `invalid_grant` (fcm §2). */
export function isRefusedForTime(result: HttpResult): boolean {
  return result.kind === 'answer' && TIME_REFUSED.test(textOf(objectOf(result.body).error_description));
}

/**
 * Second thoughts that need more than one answer (fcm §6). A token of another project is dropped, but when nothing else
 * comes back it is our service account that is of another project: then nobody's token may be lost. "Not found"
 * without a detail means the project, unless that has taken messages before. And 429 is told of a device as of the project:
 * only where several come without a success between them it is the project's.
 */
export function createProjectGuard({ mismatchLimit = 20, throttleLimit = 5 } = {}): (
  outcome: SendOutcome,
) => SendOutcome {
  let mismatchesInARow = 0;
  let throttledInARow = 0;
  let isProjectKnown = false;
  return (outcome) => {
    if (outcome.kind === 'accepted') {
      mismatchesInARow = 0;
      throttledInARow = 0;
      isProjectKnown = true;
    }
    if (outcome.kind === 'throttled') {
      throttledInARow += 1;
      return throttledInARow <= throttleLimit ? { ...outcome, isAboutOneTarget: true } : outcome;
    }
    if (outcome.kind === 'misconfigured' && outcome.code === 'NOT_FOUND' && isProjectKnown) {
      return { kind: 'invalid-token', code: outcome.code, reason: 'FCM does not know the registration token' };
    }
    if (outcome.kind !== 'invalid-token' || outcome.code !== SENDER_ID_MISMATCH) return outcome;
    mismatchesInARow += 1;
    if (mismatchesInARow <= mismatchLimit) return outcome;
    return {
      kind: 'misconfigured',
      code: outcome.code,
      reason: 'all tokens belong to another Firebase project than the service account',
    };
  };
}

/**
 * FCM is refused by Apple or a browser's push service for some minutes though nothing is wrong with the credential there (firebase/firebase-admin-node#2294):
 * where that platform was reached before, it is tried again before a person has to act.
 */
export function createThirdPartyGuard(): (outcome: SendOutcome, platform: string) => SendOutcome {
  const reached = new Set<string>();
  return (outcome, platform) => {
    if (outcome.kind === 'accepted') reached.add(platform);
    if (outcome.kind !== 'misconfigured' || outcome.code !== THIRD_PARTY_AUTH || !reached.has(platform)) return outcome;
    return maybeAnOutage(outcome);
  };
}
