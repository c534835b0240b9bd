import { randomBytes } from 'node:crypto';
import type { AccessTokens } from '../../credentials/access-tokens.ts';
import type { AppRegistry } from '../../credentials/app-registry.ts';
import { mediaTypeOf } from '../../http/vendor-protocol.ts';
import type { VendorReply, VendorRequest } from '../../http/vendor-protocol.ts';
import type { TokenBuckets } from '../../limits/token-bucket.ts';
import { oauthFailure } from './replies.ts';

const FIVE_MINUTES_MS = 5 * 60_000;

/** `POST /oauth2/v3/token`: client credentials in, an opaque bearer token out (huawei.md §2.1). */
export function issueToken(
  request: VendorRequest,
  { apps, tokens, rate }: { apps: AppRegistry; tokens: AccessTokens; rate: TokenBuckets },
): VendorReply {
  if (request.method !== 'POST') return { status: 405, body: '', code: 'http 405' };
  if (mediaTypeOf(request) !== 'application/x-www-form-urlencoded') {
    return oauthFailure(400, 20182, 'the request must be a form');
  }
  const form = new URLSearchParams(request.body);
  if (form.get('grant_type') !== 'client_credentials')
    return oauthFailure(400, 20182, 'the grant_type is not supported');
  const clientId = form.get('client_id') ?? '';
  if (!/^[0-9]{1,64}$/.test(clientId)) return oauthFailure(400, 20002, 'the client_id format is invalid');
  const app = apps.find('huawei', clientId);
  if (app === undefined) return oauthFailure(400, 20003, 'the client_id does not exist');
  const secret = form.get('client_secret') ?? '';
  if (secret === '') return oauthFailure(400, 20171, 'the client_secret is empty');
  if (secret.length > 512) return oauthFailure(400, 20172, 'the client_secret format is invalid');
  if (secret !== app.credentials.clientSecret) return oauthFailure(400, 12304, 'the client_secret is wrong');

  const { tokenRequestsPer5Minutes: limit, tokenLifetimeSeconds } = app.settings;
  if (limit !== null && !rate.take(`oauth/${clientId}`, 1, limit, FIVE_MINUTES_MS, request.receivedAt)) {
    return { status: 503, body: '', code: 'http 503' };
  }
  // Real tokens contain `/` and `=`, and the raw JSON escapes the slash: string slicing fails on it (huawei.md §2.1).
  const token = `CF/${randomBytes(64).toString('base64')}`;
  tokens.issue(token, clientId, request.receivedAt + tokenLifetimeSeconds * 1000);
  const body = JSON.stringify({ access_token: token, expires_in: tokenLifetimeSeconds, token_type: 'Bearer' });
  return {
    status: 200,
    body: body.replaceAll('/', '\\/'),
    code: 'token',
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  };
}
