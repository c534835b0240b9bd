import type { Clients } from '../clients/open-clients.ts';
import type { Connection } from '../connections/connection.ts';
import { invitationFrame } from '../delivery/call-frames.ts';

export type TellRinging = (connection: Connection) => void;

/**
 * Tells a connection of the calls by which its user is rung: after a login, and when live invitations may have passed it by. A client that
 * has one already knows it by its id. When nobody can say, the client is told that it may have missed something, and comes back to this.
 */
export function ringingTeller({
  sync,
  onFailed,
  clock,
}: {
  sync: Pick<Clients['sync'], 'listRinging'>;
  onFailed: (error: unknown) => void;
  clock: () => number;
}): TellRinging {
  const tell = async (connection: Connection): Promise<void> => {
    const { session } = connection;
    if (session === undefined) return;
    try {
      const { calls } = await sync.listRinging({ app: session.app.app, userId: session.userId });
      for (const call of calls) connection.send(invitationFrame(call, session.userId, clock()));
    } catch (error) {
      onFailed(error);
      connection.tellMissedAtMs ??= clock() + AGAIN_AFTER_MS;
    }
  };
  return (connection) => void tell(connection); // handles its own failure
}

const AGAIN_AFTER_MS = 2_000;
