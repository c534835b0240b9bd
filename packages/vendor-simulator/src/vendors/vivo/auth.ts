import { createHash, randomUUID } from 'node:crypto';
import type { AccessTokens } from '../../credentials/access-tokens.ts';
import type { AppRegistry } from '../../credentials/app-registry.ts';
import type { VendorReply, VendorRequest } from '../../http/vendor-protocol.ts';
import type { TokenBuckets } from '../../limits/token-bucket.ts';
import { fieldsOf, textField } from './fields.ts';
import { failure, success } from './replies.ts';

const WINDOW_MS = 10 * 60_000;

/** `lowercase_hex(MD5(appId + appKey + timestamp + appSecret))`, each trimmed (vivo.md §2.1). */
export function signatureOf(appId: string, appKey: string, timestamp: string, appSecret: string): string {
  const text = [appId, appKey, timestamp, appSecret].map((part) => part.trim()).join('');
  return createHash('md5').update(text).digest('hex');
}

/** `POST /message/auth`. */
export function issueToken(
  request: VendorRequest,
  { apps, tokens, rate }: { apps: AppRegistry; tokens: AccessTokens; rate: TokenBuckets },
): VendorReply {
  const fields = fieldsOf(request.body);
  const appId = textField(fields, 'appId').trim();
  const appKey = textField(fields, 'appKey').trim();
  const timestamp = textField(fields, 'timestamp').trim();
  const sign = textField(fields, 'sign');
  if (appId === '') return failure(10200);
  if (appKey === '') return failure(10201);
  if (timestamp === '') return failure(10203);
  if (sign === '') return failure(10204);
  const app = apps.find('vivo', appId);
  if (app === undefined) return failure(10205);
  if (appKey !== app.credentials.appKey) return failure(10202);
  const isRecent = /^\d{13}$/.test(timestamp) && Math.abs(Number(timestamp) - request.vendorTime) <= WINDOW_MS;
  if (!isRecent) return failure(10207);
  if (sign !== signatureOf(appId, appKey, timestamp, app.credentials.appSecret)) return failure(10206);
  const { authPerSecond, tokenLifetimeSeconds } = app.settings;
  if (authPerSecond !== null && !rate.take(`auth/${appId}`, 1, authPerSecond, 1000, request.receivedAt)) {
    return failure(10093);
  }
  const token = randomUUID();
  tokens.issue(token, appId, request.receivedAt + tokenLifetimeSeconds * 1000);
  return { ...success({ authToken: token }), code: 'token' };
}
