import type { PresenceServiceDefinition } from '@bellhop/contracts';
import type { Unary } from '@bellhop/grpc';
import { InvalidInput } from '@bellhop/runtime';
import type { SessionTable } from '../domain/session-table.ts';
import { userPresence } from '../domain/user-presence.ts';
import type { PresenceEvents } from '../events.ts';

export const MAX_USERS = 1_000;

/** Answers UNKNOWN rather than a guess while sessions are still being read. */
export const getPresence =
  (deps: {
    sessions: SessionTable;
    isLoaded: () => boolean;
    events: PresenceEvents;
    clock: () => number;
    /** The clock of the session table. */
    monotonic: () => number;
  }): Unary<PresenceServiceDefinition, 'GetPresence'> =>
  (request) => {
    const { app, userIds } = checkedUsers(request);
    const { sessions, isLoaded, events, clock, monotonic } = deps;
    const now = monotonic();
    const loaded = isLoaded();
    const users = userIds.map((userId) => userPresence({ sessions, isLoaded: loaded }, { app, userId }, now));
    events.asked(userIds.length, loaded);
    return Promise.resolve({ users, asOfMs: clock() });
  };

/** Whom a request names: 1 to 1,000 users of an app. */
export function checkedUsers({ app, userIds }: { app: string; userIds: readonly string[] }): {
  app: string;
  userIds: readonly string[];
} {
  if (app === '') throw new InvalidInput('app is missing', { field: 'app' });
  if (userIds.length === 0 || userIds.length > MAX_USERS) {
    throw new InvalidInput(`userIds must have 1 to ${MAX_USERS} users, not ${userIds.length}`, { field: 'userIds' });
  }
  return { app, userIds };
}
