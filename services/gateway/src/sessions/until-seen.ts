import type { Behind } from '../calls/behind.ts';
import type { Connection } from '../connections/connection.ts';
import type { Session } from '../connections/session.ts';

/** A client whose session presence did not show in time is told to sync after so long. */
const NOT_SEEN_SYNC_AFTER_MS = 5_000;

/**
 * Waits until presence shows the session as it is, so that the client's sync after the answer brings all that was not delivered. When it does not in time, the
 * client is told to sync later: what is stored until then passes the connection by, and comes too late for the sync after the answer. Nothing is waited for
 * once the connection has ended or its app has come or gone again.
 * @returns false = it was waited for in vain
 */
export async function untilSeen(
  connection: Pick<Connection, 'isOpen' | 'session' | 'tellMissedAtMs'>,
  session: Session,
  { isSeen, clock }: Pick<Behind, 'isSeen' | 'clock'>,
): Promise<boolean> {
  const isCurrent = (): boolean => connection.isOpen && isInBackground(connection.session) === isInBackground(session);
  if ((await isSeen(session, isCurrent)) || !isCurrent()) return true;
  connection.tellMissedAtMs ??= clock() + NOT_SEEN_SYNC_AFTER_MS;
  return false;
}

function isInBackground(session: Pick<Session, 'background'> | undefined): boolean {
  return session?.background ?? false;
}
