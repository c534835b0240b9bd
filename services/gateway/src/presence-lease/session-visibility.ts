import type { Clients } from '../clients/open-clients.ts';
import type { Session } from '../connections/session.ts';

const POLLS_MS = [5, 10, 20, 40, 80, 150, 250, 400, 500, 500] as const; // 2 s together

/**
 * Waits until presence shows a session, for 2 s at most. Otherwise a message that is stored right after a login could be
 * seen as "offline" and yet come too late for the sync of that login.
 */
export function sessionVisibility(
  presence: Pick<Clients['presence'], 'getPresence'>,
): (session: Session) => Promise<boolean> {
  const isShown = async ({ app, userId, connectionId }: Session): Promise<boolean> => {
    const { users } = await presence.getPresence({ app: app.app, userIds: [userId] });
    return users[0]?.devices.some((device) => device.connectionId === connectionId) ?? false;
  };
  return async (session) => {
    for (const waitMs of POLLS_MS) {
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      // Presence is an optimisation: when it cannot be asked, a login goes on without it.
      if (await isShown(session).catch(() => false)) return true;
    }
    return false;
  };
}
