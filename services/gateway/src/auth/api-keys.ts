import { createHash } from 'node:crypto';
import { sameSecret } from '@bellhop/grpc';
import type { AppDirectory, KnownApp } from '@bellhop/kafka';
import { Unauthenticated, type Secret } from '@bellhop/runtime';

/** Who may call from outside, by what stands after `authorization: Bearer `. */
export interface ApiKeys {
  /** The app, when the key is its own. The answer for an unknown app and for a wrong key is the same. */
  app(app: string, bearer: string | undefined): KnownApp;
  operator(bearer: string | undefined): void;
  /** The app's own key or the operator's. */
  appOrOperator(app: string, bearer: string | undefined): void;
}

export function apiKeys({ apps, operatorKey }: { apps: Pick<AppDirectory, 'get'>; operatorKey: Secret }): ApiKeys {
  const isOperator = (bearer: string): boolean => sameSecret(bearer, operatorKey.reveal());
  const appOf = (app: string, bearer: string): KnownApp | undefined => {
    const known = apps.get(app);
    const hash = createHash('sha256').update(bearer).digest('hex');
    return known?.apiKeySha256s.some((valid) => sameSecret(hash, valid)) === true ? known : undefined;
  };
  const missing = (): Unauthenticated => new Unauthenticated('authorization: Bearer <key> is missing');
  return {
    app: (app, bearer) => {
      if (bearer === undefined) throw missing();
      const known = appOf(app, bearer);
      if (known === undefined) throw new Unauthenticated('the API key is not valid for this app');
      return known;
    },
    operator: (bearer) => {
      if (bearer === undefined) throw missing();
      if (!isOperator(bearer)) throw new Unauthenticated('the operator key is not valid');
    },
    appOrOperator: (app, bearer) => {
      if (bearer === undefined) throw missing();
      if (!isOperator(bearer) && appOf(app, bearer) === undefined)
        throw new Unauthenticated('the key is not valid for this app');
    },
  };
}
