import type { Clients } from '../clients/open-clients.ts';
import type { Session } from '../connections/session.ts';

const WITHIN_MS = 2_000;
const FIRST_PAUSE_MS = 5;
const MAX_PAUSE_MS = 500;
const MAX_CALL_MS = 500;
/** Calls go to one replica of presence after the other, and each learns of a session at its own pace: so many in a row have to show it. */
const IN_A_ROW = 4;

/**
 * Waits until presence shows a session, for 2 s at most. Otherwise a message that is stored right after a login could be
 * seen as "offline" and yet come too late for the sync of that login.
 */
export function sessionVisibility(
  presence: Pick<Clients['presence'], 'getPresence'>,
): (session: Session) => Promise<boolean> {
  const isShown = async ({ app, userId, connectionId }: Session, deadlineMs: number): Promise<boolean> => {
    const { users } = await presence.getPresence({ app: app.app, userIds: [userId] }, { deadlineMs });
    return users[0]?.devices.some((device) => device.connectionId === connectionId) ?? false;
  };
  return async (session) => {
    const endsAt = performance.now() + WITHIN_MS;
    const left = (): number => endsAt - performance.now();
    let pauseMs = FIRST_PAUSE_MS;
    for (let shown = 0; left() > 0;) {
      if (shown === 0) await new Promise((resolve) => setTimeout(resolve, Math.min(pauseMs, left())));
      // Presence is an optimisation: when it cannot be asked, a login goes on without it.
      const isThere = await isShown(session, Math.min(MAX_CALL_MS, left())).catch(() => false);
      shown = isThere ? shown + 1 : 0;
      if (shown === IN_A_ROW) return true;
      if (!isThere) pauseMs = Math.min(pauseMs * 2, MAX_PAUSE_MS);
    }
    return false;
  };
}
