import type { PresenceServiceDefinition, UserPresenceInput } from '@bellhop/contracts';
import type { Unary } from '@bellhop/grpc';
import { InvalidInput } from '@bellhop/runtime';
import type { SessionTable } from '../domain/session-table.ts';
import type { PresenceEvents } from '../events.ts';

export const MAX_USERS = 1_000;

/** Answers UNKNOWN rather than a guess while sessions are still being read. */
export const getPresence =
  (deps: {
    sessions: SessionTable;
    isLoaded: () => boolean;
    events: PresenceEvents;
    clock: () => number;
  }): Unary<PresenceServiceDefinition, 'GetPresence'> =>
  ({ app, userIds }) => {
    const { sessions, isLoaded, events, clock } = deps;
    if (app === '') throw new InvalidInput('app is missing', { field: 'app' });
    if (userIds.length === 0 || userIds.length > MAX_USERS) {
      throw new InvalidInput(`userIds must have 1 to ${MAX_USERS} users, not ${userIds.length}`, { field: 'userIds' });
    }
    const now = clock();
    const loaded = isLoaded();
    const users = userIds.map((userId): UserPresenceInput => {
      if (!loaded) return { userId, state: 'PRESENCE_STATE_UNKNOWN' };
      const devices = sessions.devicesOf(app, userId, now);
      return devices.length === 0
        ? { userId, state: 'PRESENCE_STATE_OFFLINE' }
        : {
            userId,
            state: 'PRESENCE_STATE_ONLINE',
            devices: devices.map(({ deviceId, platform, gatewayAddress, connectionId, connectedAtMs, background }) => ({
              deviceId,
              platform,
              gatewayAddress,
              connectionId,
              connectedAtMs,
              background,
            })),
          };
    });
    events.asked(userIds.length, loaded);
    return Promise.resolve({ users, asOfMs: now });
  };
