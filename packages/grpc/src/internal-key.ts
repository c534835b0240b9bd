import { timingSafeEqual } from 'node:crypto';
import { Unauthenticated, type Secret } from '@bellhop/runtime';
import type { Authorize } from './server.ts';

/** Whether two secrets are the same, in a time that does not tell how much of them is. */
export function sameSecret(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Lets only our own services in: those that have the internal key. */
export function authorizeInternal(key: Secret): Authorize {
  return ({ bearer }) => {
    if (bearer === undefined || !sameSecret(bearer, key.reveal()))
      throw new Unauthenticated('this service is for Bellhop itself');
  };
}
