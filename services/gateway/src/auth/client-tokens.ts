import { errors, jwtVerify } from 'jose';
import type { KnownApp } from '@bellhop/kafka';
import type { Keyring } from '@bellhop/runtime';
import { userId } from '../domain/identifiers.ts';
import { LoginRefused } from '../domain/public-error.ts';

/** What a valid token says. */
export interface ClientToken {
  readonly userId: string;
  readonly expiresAtMs: number;
}

export interface ClientTokens {
  /** Throws LoginRefused with a reason that helps whoever made the token, and nobody else. */
  verify(app: KnownApp, token: string): Promise<ClientToken>;
}

/** Clocks of token makers and ours may differ by so much. */
const CLOCK_TOLERANCE_S = 5;

/** Verifies the tokens of clients: JWT, HS256, signed with the app's secret; claims `app`, `sub` (the user), `exp`. */
export function clientTokens(keyring: Pick<Keyring, 'open'>): ClientTokens {
  const secrets = new Map<string, { version: number; key: Uint8Array }>();
  const secretOf = (app: KnownApp): Uint8Array => {
    const known = secrets.get(app.app);
    if (known?.version === app.version) return known.key;
    const key = new TextEncoder().encode(keyring.open(app.sealedClientTokenSecret, `client-token/${app.app}`));
    secrets.set(app.app, { version: app.version, key });
    return key;
  };
  return {
    verify: async (app, token) => {
      try {
        const { payload } = await jwtVerify(token, secretOf(app), {
          algorithms: ['HS256'],
          requiredClaims: ['exp', 'sub', 'app'],
          clockTolerance: CLOCK_TOLERANCE_S,
        });
        if (payload['app'] !== app.app) throw new LoginRefused('token', 'the token is for another app');
        const user = userId.safeParse(payload.sub);
        if (!user.success) throw new LoginRefused('token', 'the sub of the token is not a user id');
        return { userId: user.data, expiresAtMs: (payload.exp ?? 0) * 1_000 };
      } catch (cause) {
        if (cause instanceof errors.JWTExpired) throw new LoginRefused('token', 'the token has expired', { cause });
        if (cause instanceof errors.JWTClaimValidationFailed)
          throw new LoginRefused('token', `the token's claim ${cause.claim} is missing or wrong`, { cause });
        if (cause instanceof errors.JOSEError) throw new LoginRefused('token', 'the token is not valid', { cause });
        throw cause;
      }
    },
  };
}
