import type { VendorReply } from '../../http/vendor-protocol.ts';

const FCM_ERROR = 'type.googleapis.com/google.firebase.fcm.v1.FcmError';
const BAD_REQUEST = 'type.googleapis.com/google.rpc.BadRequest';
const ERROR_INFO = 'type.googleapis.com/google.rpc.ErrorInfo';
const QUOTA_FAILURE = 'type.googleapis.com/google.rpc.QuotaFailure';

/** Something wrong in the request body, by its place in it. */
export interface FieldViolation {
  field: string;
  description: string;
}

function error(httpStatus: number, status: string, message: string, details: object[], code: string): VendorReply {
  const body = { error: { code: httpStatus, message, status, ...(details.length === 0 ? {} : { details }) } };
  return { status: httpStatus, body, code };
}

const fcmError = (errorCode: string): object => ({ '@type': FCM_ERROR, errorCode });

/** HTTP status, gRPC status and text of each FcmError code (fcm.md §6). */
const FCM_ERRORS: Record<string, [number, string, string]> = {
  UNREGISTERED: [404, 'NOT_FOUND', 'Requested entity was not found.'],
  INVALID_ARGUMENT: [400, 'INVALID_ARGUMENT', 'Request contains an invalid argument.'],
  SENDER_ID_MISMATCH: [403, 'PERMISSION_DENIED', 'SenderId mismatch'],
  THIRD_PARTY_AUTH_ERROR: [401, 'UNAUTHENTICATED', 'Auth error from APNS or Web Push Service'],
  QUOTA_EXCEEDED: [429, 'RESOURCE_EXHAUSTED', 'Quota exceeded for quota metric'],
  UNAVAILABLE: [503, 'UNAVAILABLE', 'The service is currently unavailable.'],
  INTERNAL: [500, 'INTERNAL', 'Internal error encountered.'],
  UNSPECIFIED_ERROR: [500, 'UNKNOWN', 'Unknown error.'],
};

/** A refusal that carries an FcmError detail; an unknown code comes as HTTP 500. */
export function fcmFailure(errorCode: string, message?: string): VendorReply {
  const [httpStatus, status, text] = FCM_ERRORS[errorCode] ?? [500, 'UNKNOWN', 'Unknown error.'];
  return error(httpStatus, status, message ?? text, [fcmError(errorCode)], errorCode);
}

export const malformedToken = (): VendorReply =>
  fcmFailure('INVALID_ARGUMENT', 'The registration token is not a valid FCM registration token');

export function quotaExceeded(subject: string, retryAfterSeconds: number | null): VendorReply {
  const { body, ...reply } = fcmFailure('QUOTA_EXCEEDED');
  const { error: inner } = body as { error: { details: object[] } };
  inner.details.push({ '@type': QUOTA_FAILURE, violations: [{ subject, description: 'Message rate exceeded.' }] });
  return {
    ...reply,
    body,
    ...(retryAfterSeconds === null ? {} : { headers: { 'retry-after': String(retryAfterSeconds) } }),
  };
}

/** A body that is not a proto3 JSON message of the right type: BadRequest, without FcmError. */
export function badRequest(violations: FieldViolation[]): VendorReply {
  const message = violations.map((violation) => violation.description).join('\n');
  const details = [{ '@type': BAD_REQUEST, fieldViolations: violations }];
  return error(400, 'INVALID_ARGUMENT', message, details, 'INVALID_ARGUMENT');
}

/** No FcmError here: that is how a client tells it from THIRD_PARTY_AUTH_ERROR (fcm.md §2). */
export function unauthenticated(
  reason: 'ACCESS_TOKEN_EXPIRED' | 'ACCESS_TOKEN_TYPE_UNSUPPORTED' | 'CREDENTIALS_MISSING',
): VendorReply {
  const start =
    reason === 'CREDENTIALS_MISSING'
      ? 'Request is missing required authentication credential.'
      : 'Request had invalid authentication credentials.';
  const message = `${start} Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.`;
  return error(401, 'UNAUTHENTICATED', message, [errorInfo(reason)], 'UNAUTHENTICATED');
}

export function permissionDenied(reason: 'SERVICE_DISABLED' | 'IAM_PERMISSION_DENIED'): VendorReply {
  const message =
    reason === 'SERVICE_DISABLED'
      ? 'Firebase Cloud Messaging API has not been used in this project before or it is disabled.'
      : "Permission 'cloudmessaging.messages.create' denied on the project resource (or it may not exist).";
  return error(403, 'PERMISSION_DENIED', message, [errorInfo(reason)], 'PERMISSION_DENIED');
}

function errorInfo(reason: string): object {
  const metadata = {
    service: 'fcm.googleapis.com',
    method: 'google.firebase.fcm.v1.FcmService.SendMessage',
  };
  return { '@type': ERROR_INFO, reason, domain: 'googleapis.com', metadata };
}

/** The error body that goes with a bare HTTP status. */
export function httpFailure(status: number): VendorReply {
  switch (status) {
    case 401:
      return unauthenticated('ACCESS_TOKEN_EXPIRED');
    case 403:
      return permissionDenied('IAM_PERMISSION_DENIED');
    case 404:
      return error(404, 'NOT_FOUND', 'Requested entity was not found.', [], 'NOT_FOUND');
    case 429:
      return quotaExceeded('project', null);
    case 500:
      return fcmFailure('INTERNAL');
    case 503:
      return fcmFailure('UNAVAILABLE');
    default:
      return { status, body: '', code: `http ${status}` };
  }
}

/**
 * Google's front end answers a page, not JSON, where there is no API: also for `/batch`, which older SDKs still
 * call. With JSON they would take the tokens for unregistered.
 */
export function unknownUrl(path: string): VendorReply {
  const shown = path.replace(/[^\w/.:%-]/g, '');
  const body = `<!DOCTYPE html>\n<html lang=en>\n<title>Error 404 (Not Found)</title>\n<p>The URL <code>${shown}</code> does not exist.</p>\n`;
  return { status: 404, body, code: 'http 404' };
}

/** The token endpoint's form of a refusal (RFC 6749). */
export function oauthFailure(status: number, code: string, description: string): VendorReply {
  return { status, body: { error: code, error_description: description }, code };
}
