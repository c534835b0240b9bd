import type { SessionChanged } from '@bellhop/contracts';
import type { Logger } from '@bellhop/runtime';
import type { SessionPublisher } from '../presence-lease/session-publisher.ts';
import type { ConnectionRegistry } from '../connections/connection-registry.ts';
import { endedBy } from '../connections/newer-login.ts';
import type { Session } from '../connections/session.ts';

/** More logins of one user or device than this, while one of them is being bound, are no user's doing. */
const MAX_HEARD = 100;

/**
 * Acts on what any gateway, this one included, tells about its sessions: ends the connections whose logins a newer login has
 * ended, wherever that took place. Presence is told at once; a client that is gone need not agree first.
 */
export function endOlderLogins(deps: {
  registry: ConnectionRegistry;
  sessions: SessionPublisher;
  log: Logger;
}): (change: SessionChanged) => void {
  const { registry, sessions, log } = deps;

  const tellAgain = (session: Session): void => {
    sessions
      .opened(session)
      .catch((error: unknown) =>
        log.warn({ err: error }, 'a session is not published again: is Kafka away? It may count as offline'),
      );
  };

  return (change) => {
    const { app, userId, deviceId } = change;
    if (change.ended && !change.unbound) {
      // The end of an older connection came after our beginning, and its tombstone behind it: said again, ours lasts.
      const session = registry.find(app, userId, deviceId)?.session;
      if (session !== undefined && session.connectionId !== change.connectionId) tellAgain(session);
      return;
    }
    const ended: Session[] = [];
    for (const connection of registry.concerned(change)) {
      const { session } = connection;
      if (session === undefined) {
        if (connection.heardLogins.length < MAX_HEARD) connection.heardLogins.push(change);
        else connection.close('loginUnavailable');
        continue;
      }
      const reason = endedBy({ ...session, app: session.app.app }, change);
      if (reason === undefined) continue;
      // The same user's session on the same device is taken over by the newer one: they have one key.
      const isTakenOver = !change.unbound && session.userId === userId && session.deviceId === deviceId;
      if (registry.release(connection) && !isTakenOver) ended.push(session);
      connection.kickOut(reason);
    }
    sessions.ended(ended);
  };
}
