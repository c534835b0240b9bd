import type { KnownApp } from '@bellhop/kafka';
import { secretEndsAtMs, type ClientToken } from '../auth/client-tokens.ts';
import type { Connection } from '../connections/connection.ts';

/** From now on the connection lives as long as this token, and as the secret that signed it. */
export function takeToken(connection: Connection, token: ClientToken, app: () => KnownApp): void {
  connection.tokenExpiresAtMs = token.expiresAtMs;
  connection.secretEndsAtMs = () => secretEndsAtMs(app(), token.secretIssuedAtMs);
  connection.isTokenExpiryAnnounced = false;
}
