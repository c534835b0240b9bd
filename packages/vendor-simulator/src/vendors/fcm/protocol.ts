import { randomBytes } from 'node:crypto';
import { AccessTokens } from '../../credentials/access-tokens.ts';
import type { FcmApp } from '../../credentials/app.ts';
import type { VendorParts, VendorProtocol, VendorReply, VendorRequest } from '../../http/vendor-protocol.ts';
import { TokenBuckets } from '../../limits/token-bucket.ts';
import { clientView } from './client-view.ts';
import { exchangeJwt } from './oauth.ts';
import type { Json } from './proto-json.ts';
import { readProtoJson } from './proto-json.ts';
import type { FieldViolation } from './replies.ts';
import {
  badRequest,
  fcmFailure,
  httpFailure,
  malformedToken,
  oauthFailure,
  permissionDenied,
  quotaExceeded,
  unauthenticated,
  unknownUrl,
} from './replies.ts';
import { sendRequest } from './schema.ts';
import { isTokenShaped, problemOf } from './validate.ts';

const TOKEN_PATHS = new Set(['/token', '/o/oauth2/token', '/oauth2/v4/token']);
const SEND_PATH = /^\/v1\/projects\/([^/]+)\/messages(?::|%3A)send$/i;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** FCM's HTTP v1 API and Google's token endpoint (fcm.md). */
export function fcmProtocol(parts: VendorParts): VendorProtocol {
  const { apps, clock, phones, dispatcher } = parts;
  const tokens = new AccessTokens();
  const rate = new TokenBuckets();
  let counter = 0;

  const authorise = (request: VendorRequest, project: string): FcmApp | VendorReply => {
    const [scheme, bearer] = (request.headers.authorization ?? '').split(' ', 2);
    if (scheme?.toLowerCase() !== 'bearer' || bearer === undefined) return unauthenticated('CREDENTIALS_MISSING');
    const known = tokens.find(bearer, request.receivedAt);
    if (known === undefined) return unauthenticated('ACCESS_TOKEN_TYPE_UNSUPPORTED');
    if (known.isExpired) return unauthenticated('ACCESS_TOKEN_EXPIRED');
    const app = apps.find('fcm', known.appId);
    const isOwn = app !== undefined && (app.appId === project || app.credentials.projectNumber === project);
    if (!isOwn) return permissionDenied('IAM_PERMISSION_DENIED');
    return app.settings.apiEnabled ? app : permissionDenied('SERVICE_DISABLED');
  };

  const send = (request: VendorRequest, project: string): VendorReply => {
    const app = authorise(request, project);
    if (!('credentials' in app)) return app;
    let body: unknown;
    try {
      body = JSON.parse(request.body);
    } catch {
      return badRequest([{ field: '', description: 'Invalid JSON payload received. Unexpected end of string.' }]);
    }
    const violations: FieldViolation[] = [];
    const { message, validate_only: validateOnly } = readProtoJson(body, sendRequest, '', violations);
    if (violations.length > 0) return badRequest(violations);
    if (message === undefined) return fcmFailure('INVALID_ARGUMENT', 'The message is not set.');
    const problem = problemOf(message as Json) ?? projectQuotaProblem(app);
    return problem ?? toTarget(request, app, message as Json, validateOnly === true);
  };

  const toTarget = (request: VendorRequest, app: FcmApp, message: Json, validateOnly: boolean): VendorReply => {
    counter += 1;
    const id = `0:${Math.floor(request.receivedAt * 1000)}%${randomBytes(4).toString('hex')}${counter.toString(16).padStart(8, '0')}`;
    const name = `projects/${app.appId}/messages/${validateOnly ? 'fake_message_id' : id}`;
    const accepted: VendorReply = { status: 200, body: { name }, code: '200' };
    const { token } = message;
    // Nobody has subscribed a topic here, and installation ids are not given out.
    if (message['topic'] || message['condition']) return accepted;
    if (typeof token !== 'string') return fcmFailure('UNREGISTERED');
    if (!isTokenShaped(token)) return malformedToken();
    const found = phones.lookUp('fcm', app.appId, token);
    if (found.kind === 'foreign') return fcmFailure('SENDER_ID_MISMATCH');
    if (found.kind !== 'valid' || request.isForcedInvalid(token)) return fcmFailure('UNREGISTERED');
    const quota = deviceQuotaProblem(app, token);
    if (quota !== undefined) return quota;
    if (validateOnly) return accepted;
    dispatcher.dispatch({ ...clientView(message, app, name, request.receivedAt), token }, found.phone);
    return { ...accepted, acceptedTargets: 1 };
  };

  const projectQuotaProblem = (app: FcmApp): VendorReply | undefined => {
    const { messagesPerMinute: limit, retryAfterSeconds } = app.settings;
    if (limit === null || rate.take(`project/${app.appId}`, 1, limit, MINUTE_MS, clock())) return undefined;
    return quotaExceeded(`project:${app.appId}`, retryAfterSeconds);
  };

  const deviceQuotaProblem = (app: FcmApp, token: string): VendorReply | undefined => {
    const { perDevicePerMinute, perDevicePerHour, retryAfterSeconds } = app.settings;
    const now = clock();
    const isWithin =
      (perDevicePerMinute === null || rate.take(`minute/${token}`, 1, perDevicePerMinute, MINUTE_MS, now)) &&
      (perDevicePerHour === null || rate.take(`hour/${token}`, 1, perDevicePerHour, HOUR_MS, now));
    return isWithin ? undefined : quotaExceeded('device', retryAfterSeconds);
  };

  return {
    kindOf: (path) => (TOKEN_PATHS.has(path) ? 'auth' : SEND_PATH.test(path) ? 'send' : 'other'),
    handle(request) {
      if (TOKEN_PATHS.has(request.path)) return exchangeJwt(request, { apps, tokens });
      const [, project] = SEND_PATH.exec(request.path) ?? [];
      if (project === undefined || request.method !== 'POST') return unknownUrl(request.path);
      const reply = send(request, decodeURIComponent(project));
      return reply.status === 200 ? reply : { ...reply, refusedTargets: 1 };
    },
    refusal: (code, kind) => (kind === 'auth' ? oauthFailure(400, code, 'Simulated.') : fcmFailure(code)),
    httpFailure,
    expireAccessTokens: () => tokens.expireAll(),
    reset: () => rate.reset(),
    stop: () => {},
  };
}
