import { createPrivateKey, sign } from 'node:crypto';
import type { FcmCredential } from '@bellhop/contracts';

export const GOOGLE_TOKEN_URI = 'https://oauth2.googleapis.com/token';
/** Enough to send (fcm §2). */
const SCOPE = 'https://www.googleapis.com/auth/firebase.messaging';
/** Google takes an hour at most. */
const ASSERTION_LIFETIME_SECONDS = 3_600;

/** Makes the signed claim with which a service account asks for an access token. */
export function createAssertionSigner(account: FcmCredential['serviceAccount']): (nowMs: number) => string {
  const key = createPrivateKey(account.private_key);
  const header = {
    alg: 'RS256',
    typ: 'JWT',
    ...(account.private_key_id === undefined ? {} : { kid: account.private_key_id }),
  };
  return (nowMs) => {
    const iat = Math.floor(nowMs / 1_000);
    const claims = {
      iss: account.client_email,
      scope: SCOPE,
      aud: account.token_uri ?? GOOGLE_TOKEN_URI,
      iat,
      exp: iat + ASSERTION_LIFETIME_SECONDS,
    };
    const signed = `${base64url(header)}.${base64url(claims)}`;
    return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), key).toString('base64url')}`;
  };
}

function base64url(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
