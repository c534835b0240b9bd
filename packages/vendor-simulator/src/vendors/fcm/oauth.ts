import { createVerify, randomBytes } from 'node:crypto';
import type { AccessTokens } from '../../credentials/access-tokens.ts';
import type { AppRegistry } from '../../credentials/app-registry.ts';
import { mediaTypeOf } from '../../http/vendor-protocol.ts';
import type { VendorReply, VendorRequest } from '../../http/vendor-protocol.ts';
import { oauthFailure } from './replies.ts';

const GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const CLOCK_SKEW_SECONDS = 300;
const LONGEST_SECONDS = 3600;
const AUDIENCES = [
  'https://oauth2.googleapis.com/token',
  'https://accounts.google.com/o/oauth2/token',
  'https://www.googleapis.com/oauth2/v4/token',
];
const SCOPES = ['https://www.googleapis.com/auth/firebase.messaging', 'https://www.googleapis.com/auth/cloud-platform'];

const invalidGrant = (description: string): VendorReply => oauthFailure(400, 'invalid_grant', description);

/** `POST /token`: exchanges a service account's RS256 JWT for an access token (fcm.md §2). */
export function exchangeJwt(
  request: VendorRequest,
  { apps, tokens }: { apps: AppRegistry; tokens: AccessTokens },
): VendorReply {
  if (request.method !== 'POST') return { status: 405, body: '', code: 'http 405' };
  if (mediaTypeOf(request) !== 'application/x-www-form-urlencoded') {
    return oauthFailure(400, 'invalid_request', 'Missing required parameter: grant_type');
  }
  const form = new URLSearchParams(request.body);
  const grant = form.get('grant_type');
  if (grant !== GRANT) return oauthFailure(400, 'unsupported_grant_type', `Invalid grant_type: ${grant ?? ''}`);
  const assertion = form.get('assertion');
  if (assertion === null || assertion === '') {
    return oauthFailure(400, 'invalid_request', 'Missing required parameter: assertion');
  }
  const jwt = readJwt(assertion);
  if (jwt === undefined) return invalidGrant('Invalid JWT: Failed to parse.');
  const { header, claims } = jwt;
  const app = apps.first('fcm', (it) => it.credentials.serviceAccount.client_email === claims['iss']);
  if (app === undefined) return invalidGrant('Invalid grant: account not found');
  const { serviceAccount, publicKeyPem } = app.credentials;
  const isKnownKey = header['kid'] === undefined || header['kid'] === serviceAccount.private_key_id;
  const verifier = createVerify('RSA-SHA256').update(jwt.signed);
  if (header['alg'] !== 'RS256' || !isKnownKey || !verifier.verify(publicKeyPem, jwt.signature)) {
    return invalidGrant('Invalid JWT Signature.');
  }
  // The simulator's own address is the token_uri of the account files that it hands out.
  if (![...AUDIENCES, serviceAccount.token_uri].includes(String(claims['aud']))) {
    return invalidGrant('Invalid JWT: Failed audience check.');
  }
  if (!isTimely(claims, request.vendorTime / 1000)) {
    return invalidGrant(
      'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.',
    );
  }
  const scopes = typeof claims['scope'] === 'string' ? claims['scope'].split(' ') : [];
  if (!scopes.some((scope) => SCOPES.includes(scope))) {
    return oauthFailure(400, 'invalid_scope', 'Invalid OAuth scope or ID token audience provided.');
  }
  const token = `ya29.c.${randomBytes(96).toString('base64url')}`;
  const lifetime = app.settings.tokenLifetimeSeconds;
  tokens.issue(token, app.appId, request.receivedAt + lifetime * 1000);
  return { status: 200, body: { access_token: token, expires_in: lifetime, token_type: 'Bearer' }, code: 'token' };
}

interface Jwt {
  header: Record<string, unknown>;
  claims: Record<string, unknown>;
  signed: string;
  signature: Buffer;
}

function readJwt(text: string): Jwt | undefined {
  const [header, claims, signature, ...rest] = text.split('.');
  if (!header || !claims || !signature || rest.length > 0) return undefined;
  const decode = (part: string): Record<string, unknown> =>
    JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Record<string, unknown>;
  try {
    return {
      header: { ...decode(header) },
      claims: { ...decode(claims) },
      signed: `${header}.${claims}`,
      signature: Buffer.from(signature, 'base64url'),
    };
  } catch {
    return undefined;
  }
}

function isTimely(claims: Record<string, unknown>, nowSeconds: number): boolean {
  const { iat, exp } = claims;
  if (typeof iat !== 'number' || typeof exp !== 'number') return false;
  return (
    exp > iat &&
    exp - iat <= LONGEST_SECONDS &&
    iat <= nowSeconds + CLOCK_SKEW_SECONDS &&
    exp > nowSeconds - CLOCK_SKEW_SECONDS
  );
}
