import type { PresenceServiceDefinition } from '@bellhop/contracts';
import type { Client } from '@bellhop/grpc';
import type { Logger } from '@bellhop/runtime';
import { userKey, type AskConnected } from '../domain/ports.ts';

/** The call takes so many users. */
const USERS_PER_CALL = 1_000;

/** Asks presence, 1,000 users of an app at a time. Who is not known to be connected is not: unknown means push. */
export function presenceClient(
  client: Pick<Client<PresenceServiceDefinition>, 'getPresence'>,
  log: Logger,
): AskConnected {
  const ask = async (app: string, userIds: string[]) => {
    try {
      const { users } = await client.getPresence({ app, userIds });
      return users.map(({ userId, devices }) => [userKey({ app, userId }), devices] as const);
    } catch (error) {
      log.warn(
        { err: error, app },
        'presence does not say who is connected: a push for offline devices and gathered messages go to all, and no platform silences another',
      );
      return [];
    }
  };
  return async (users) => {
    const calls = [...Map.groupBy(users, ({ app }) => app)].flatMap(([app, ofApp]) => {
      const userIds = [...new Set(ofApp.map(({ userId }) => userId))];
      return Array.from({ length: Math.ceil(userIds.length / USERS_PER_CALL) }, (_, part) =>
        ask(app, userIds.slice(part * USERS_PER_CALL, (part + 1) * USERS_PER_CALL)),
      );
    });
    return new Map((await Promise.all(calls)).flat());
  };
}
