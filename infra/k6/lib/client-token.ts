import crypto from 'k6/crypto';
import encoding from 'k6/encoding';
import { settings } from './settings.ts';

const HOUR_SECONDS = 3_600;

/** A client's token as the app's own server makes it: a JWT, HS256 with the app's client-token secret. */
export function clientToken(userID: string): string {
  const part = (content: object): string => encoding.b64encode(JSON.stringify(content), 'rawurl');
  const claims = { app: settings.app, sub: userID, exp: Math.floor(Date.now() / 1_000) + HOUR_SECONDS };
  const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  return `${signed}.${crypto.hmac('sha256', settings.clientTokenSecret, signed, 'base64rawurl')}`;
}
