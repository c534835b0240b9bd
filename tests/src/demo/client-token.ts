import { SignJWT } from 'jose';
import type { DemoApp } from './demo-state.ts';

/** A JWT for a user, as an app's own server signs it: HS256 with the app's client-token secret. */
export function clientToken({ name, clientTokenSecret }: DemoApp, userId: string): Promise<string> {
  return new SignJWT({ app: name })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(userId)
    .setExpirationTime('12h')
    .sign(new TextEncoder().encode(clientTokenSecret));
}
