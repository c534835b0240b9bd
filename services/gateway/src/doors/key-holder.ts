import type { KnownApp } from '@bellhop/kafka';
import type { ApiKeys } from '../auth/api-keys.ts';
import type { Access } from '../calls/call.ts';

/** Who calls with this key: the app whose own it is, or nobody in particular. Throws Unauthenticated when the key does not do. */
export function keyHolder(
  keys: ApiKeys,
  access: Access,
  { app, bearer }: { app: string; bearer: string | undefined },
): KnownApp | undefined {
  if (access === 'app') return keys.app(app, bearer);
  if (access === 'app or operator') keys.appOrOperator(app, bearer);
  else keys.operator(bearer); // frames have no key: no other call gets here
  return undefined;
}
