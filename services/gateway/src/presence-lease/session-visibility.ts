import type { Clients } from '../clients/open-clients.ts';
import type { Session } from '../connections/session.ts';

const WITHIN_MS = 2_000;
const FIRST_PAUSE_MS = 5;
const MAX_PAUSE_MS = 500;
const MAX_CALL_MS = 500;

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
    for (let pauseMs = FIRST_PAUSE_MS; left() > 0; pauseMs = Math.min(pauseMs * 2, MAX_PAUSE_MS)) {
      await new Promise((resolve) => setTimeout(resolve, Math.min(pauseMs, left())));
      // Presence is an optimisation: when it cannot be asked, a login goes on without it.
      if (await isShown(session, Math.min(MAX_CALL_MS, left())).catch(() => false)) return true;
    }
    return false;
  };
}
