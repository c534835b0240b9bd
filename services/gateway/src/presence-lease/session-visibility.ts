import type { PresenceServiceDefinition } from '@bellhop/contracts';
import type { Client } from '@bellhop/grpc';
import type { Session } from '../connections/session.ts';

const WITHIN_MS = 2_000;
const FIRST_PAUSE_MS = 5;
const MAX_PAUSE_MS = 500;
const MAX_CALL_MS = 500;

type Replica = Pick<Client<PresenceServiceDefinition>, 'getPresence'>;

/**
 * Whether presence shows a session by now; waits for it a little.
 * @param isCurrent whether it is still as it is waited for: else nothing is asked any more
 */
export type IsSeen = (session: Session, isCurrent?: () => boolean) => Promise<boolean>;

/**
 * Waits until every replica of presence that answers shows a session as it is now, for 2 s at most: each learns of it at its own pace. Otherwise a message that
 * is stored right after a login could be seen as "offline" and yet come too late for the sync of that login, and one that is stored right after the app came back
 * from the background likewise. A replica that is still reading is waited for, too, since it may show what was before the session first.
 */
export function sessionVisibility(presence: { all(): readonly Replica[] }): IsSeen {
  /** Undefined without an answer: message-store gets none there either. */
  const isShownBy = async (
    replica: Replica,
    { app, userId, connectionId, background = false }: Session,
    deadlineMs: number,
  ): Promise<boolean | undefined> => {
    try {
      const { users } = await replica.getPresence({ app: app.app, userIds: [userId] }, { deadlineMs });
      const device = users[0]?.devices.find((one) => one.connectionId === connectionId);
      return device?.background === background;
    } catch {
      return undefined;
    }
  };
  return async (session, isCurrent = () => true) => {
    const endsAt = performance.now() + WITHIN_MS;
    const left = (): number => endsAt - performance.now();
    let pauseMs = FIRST_PAUSE_MS;
    while (left() > 0 && isCurrent()) {
      await new Promise((resolve) => setTimeout(resolve, Math.min(pauseMs, left())));
      const deadlineMs = Math.min(MAX_CALL_MS, left());
      if (deadlineMs <= 0) break;
      const views = await Promise.all(presence.all().map((replica) => isShownBy(replica, session, deadlineMs)));
      if (views.includes(true) && !views.includes(false)) return true;
      pauseMs = Math.min(pauseMs * 2, MAX_PAUSE_MS);
    }
    // Presence is an optimisation: when it cannot be asked, a login goes on without it.
    return false;
  };
}
