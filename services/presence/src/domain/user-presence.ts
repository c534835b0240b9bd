import type { UserPresenceInput } from '@bellhop/contracts';
import type { SessionTable } from './session-table.ts';

/**
 * What is known of a user: UNKNOWN rather than a guess while sessions are still being read.
 * @param nowMs by the clock of the session table
 */
export function userPresence(
  { sessions, isLoaded }: { readonly sessions: Pick<SessionTable, 'devicesOf'>; readonly isLoaded: boolean },
  { app, userId }: { readonly app: string; readonly userId: string },
  nowMs: number,
): UserPresenceInput {
  if (!isLoaded) return { userId, state: 'PRESENCE_STATE_UNKNOWN' };
  const devices = sessions.devicesOf(app, userId, nowMs);
  if (devices.length === 0) return { userId, state: 'PRESENCE_STATE_OFFLINE' };
  return {
    userId,
    state: 'PRESENCE_STATE_ONLINE',
    devices: devices.map(({ deviceId, platform, gatewayAddress, connectionId, connectedAtMs, background }) => ({
      ...{ deviceId, platform, gatewayAddress, connectionId, connectedAtMs, background },
    })),
  };
}
