import { errors, jwtVerify } from 'jose';
import type { KnownApp } from '@bellhop/kafka';
import type { Keyring } from '@bellhop/runtime';
import { userId } from '../domain/identifiers.ts';
import { LoginRefused } from '../domain/public-error.ts';

/** What a valid token says. */
export interface ClientToken {
  readonly userId: string;
  readonly expiresAtMs: number;
  /** Which of the app's secrets has signed it: when that was issued. */
  readonly secretIssuedAtMs: number;
}

export interface ClientTokens {
  /** Throws LoginRefused with a reason that helps whoever made the token, and nobody else. */
  verify(app: KnownApp, token: string): Promise<ClientToken>;
}

/** Clocks of token makers and ours may differ by so much. */
const CLOCK_TOLERANCE_S = 5;

interface Secret {
  readonly key: Uint8Array;
  readonly issuedAtMs: number;
  readonly validUntilMs: number;
}

/** Verifies the tokens of clients: JWT, HS256, signed with a secret of the app that is valid; claims `app`, `sub` (the user), `exp`. */
export function clientTokens(keyring: Pick<Keyring, 'open'>, clock: () => number): ClientTokens {
  // By the app as it is known: with each change it is another object, and secrets are held no longer than it.
  const opened = new WeakMap<KnownApp, readonly Secret[]>();
  const secretsOf = (app: KnownApp): readonly Secret[] => {
    const known = opened.get(app);
    if (known !== undefined) return known;
    const secrets = app.clientTokenSecrets.map(({ sealed, ...secret }) => ({
      ...secret,
      key: new TextEncoder().encode(keyring.open(sealed, `client-token/${app.app}`)),
    }));
    opened.set(app, secrets);
    return secrets;
  };
  return {
    verify: async (app, token) => {
      try {
        const live = secretsOf(app).filter(({ validUntilMs }) => validUntilMs > clock());
        const { payload, secret } = await verifiedBy(live, token);
        if (payload['app'] !== app.app) throw new LoginRefused('token', 'the token is for another app');
        const user = userId.safeParse(payload.sub);
        if (!user.success) throw new LoginRefused('token', 'the sub of the token is not a user id');
        return {
          userId: user.data,
          expiresAtMs: (payload.exp ?? 0) * 1_000,
          secretIssuedAtMs: secret.issuedAtMs,
        };
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

/** Until when the secret that signed a token is valid: not any more when the app has it no longer. */
export function secretEndsAtMs({ clientTokenSecrets }: KnownApp, secretIssuedAtMs: number): number {
  return clientTokenSecrets.find(({ issuedAtMs }) => issuedAtMs === secretIssuedAtMs)?.validUntilMs ?? 0;
}

/** What the token says, and the secret that has signed it. */
async function verifiedBy([secret, ...others]: readonly Secret[], token: string) {
  if (secret === undefined) throw new TypeError('an app without a client-token secret');
  try {
    const { payload } = await jwtVerify(token, secret.key, {
      algorithms: ['HS256'],
      requiredClaims: ['exp', 'sub', 'app'],
      clockTolerance: CLOCK_TOLERANCE_S,
    });
    return { payload, secret };
  } catch (error) {
    if (others.length === 0 || !(error instanceof errors.JWSSignatureVerificationFailed)) throw error;
    return verifiedBy(others, token);
  }
}
