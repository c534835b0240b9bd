import { createHash, randomBytes } from 'node:crypto';
import type { AccessTokens } from '../../credentials/access-tokens.ts';
import type { AppRegistry } from '../../credentials/app-registry.ts';
import type { VendorReply, VendorRequest } from '../../http/vendor-protocol.ts';
import { failure, success } from './replies.ts';

const WINDOW_MS = 10 * 60_000;

/** `lowercase_hex(SHA-256(app_key + timestamp + master_secret))` (oppo.md §2.1). */
export function signatureOf(appKey: string, timestamp: string, masterSecret: string): string {
  return createHash('sha256').update(`${appKey}${timestamp}${masterSecret}`).digest('hex');
}

/** `POST /server/v1/auth`. The order of the checks is ours, the codes are OPPO's. */
export function issueToken(
  request: VendorRequest,
  form: URLSearchParams,
  { apps, tokens }: { apps: AppRegistry; tokens: AccessTokens },
): VendorReply {
  const appKey = form.get('app_key') ?? '';
  const timestamp = form.get('timestamp') ?? '';
  const sign = form.get('sign') ?? '';
  if (appKey === '') return failure(15);
  if (timestamp === '') return failure(18);
  if (sign === '') return failure(17);
  const app = apps.first('oppo', (it) => it.credentials.appKey === appKey);
  if (app === undefined) return failure(14);
  const isRecent = /^\d{13}$/.test(timestamp) && Math.abs(Number(timestamp) - request.vendorTime) <= WINDOW_MS;
  if (!isRecent) return failure(19);
  if (sign !== signatureOf(appKey, timestamp, app.credentials.masterSecret)) return failure(16);
  const token = randomBytes(12).toString('hex');
  tokens.issue(token, app.appId, request.receivedAt + app.settings.tokenLifetimeSeconds * 1000);
  return {
    ...success({ auth_token: token, create_time: Math.floor(request.vendorTime) }, 'success'),
    code: 'token',
  };
}
