import { eventFrame } from './envelope.ts';
import type { Connection } from './connection.ts';

/** How long before its end a token's expiry is announced. */
const ANNOUNCE_MS = 30_000;
/** message-store gives a delivery up after the ack timeout; later acknowledgements still get through for this long. */
const ACK_GRACE_MS = 2_000;

/** What the sweep needs of a connection. */
export type SweptConnection = Pick<
  Connection,
  | 'isReady'
  | 'isLoggingIn'
  | 'openedAtMs'
  | 'lastHeardMs'
  | 'tokenExpiresAtMs'
  | 'secretEndsAtMs'
  | 'isTokenExpiryAnnounced'
  | 'tellMissedAtMs'
  | 'limits'
  | 'outstanding'
  | 'send'
  | 'close'
>;

/** Closes what is silent, expired or has not logged in, and tells who may have missed messages. One timer calls this for all connections: no timer per socket. */
export function sweepConnections<Swept extends SweptConnection>(
  connections: Iterable<Swept>,
  { nowMs, listenedMs }: { readonly nowMs: number; readonly listenedMs: number },
  {
    loginTimeoutMs,
    firstFrameTimeoutMs,
    tellRinging,
  }: {
    loginTimeoutMs: number;
    /** For those that have said nothing yet. */
    firstFrameTimeoutMs: number;
    /** A call may ring that the connection was not told of. */
    tellRinging: (connection: Swept) => void;
  },
): void {
  for (const connection of connections) {
    if (connection.isLoggingIn) continue; // it will be answered, and that in time
    if (!connection.isReady) {
      const isSilent = connection.lastHeardMs === connection.openedAtMs;
      if (listenedMs - connection.openedAtMs >= (isSilent ? firstFrameTimeoutMs : loginTimeoutMs))
        connection.close('loginTimeout');
      continue;
    }
    if (listenedMs - connection.lastHeardMs >= connection.limits().silenceTimeoutMs) {
      connection.close('silent');
      continue;
    }
    const tokenLeftMs = Math.min(connection.tokenExpiresAtMs, connection.secretEndsAtMs()) - nowMs;
    if (tokenLeftMs <= 0) {
      connection.close('tokenExpired');
    } else if (tokenLeftMs <= ANNOUNCE_MS && !connection.isTokenExpiryAnnounced) {
      connection.isTokenExpiryAnnounced = true;
      connection.send(eventFrame('tokenExpiring', { expiresInMs: tokenLeftMs }));
    }
    if (connection.tellMissedAtMs !== undefined && connection.tellMissedAtMs <= nowMs) {
      connection.tellMissedAtMs = undefined;
      connection.send(eventFrame('missed', {}));
      tellRinging(connection);
    }
    connection.outstanding.expire(nowMs - connection.limits().ackTimeoutMs - ACK_GRACE_MS);
  }
}
