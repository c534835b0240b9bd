import type { PresenceServiceDefinition } from '@bellhop/contracts';
import type { Client } from '@bellhop/grpc';
import type { Logger } from '@bellhop/runtime';

/** The devices of these users that are connected, by user. */
export type AskConnected = (app: string, userIds: readonly string[]) => Promise<ReadonlyMap<string, readonly string[]>>;

/** The call takes so many users. */
const USERS_PER_CALL = 1_000;

/** Asks presence. Who is not known to be connected is not: unknown means push. */
export function presenceClient(
  client: Pick<Client<PresenceServiceDefinition>, 'getPresence'>,
  log: Logger,
): AskConnected {
  return async (app, userIds) => {
    const parts = Array.from({ length: Math.ceil(userIds.length / USERS_PER_CALL) }, (_, part) =>
      userIds.slice(part * USERS_PER_CALL, (part + 1) * USERS_PER_CALL),
    );
    const answers = await Promise.all(
      parts.map(async (part) => {
        try {
          return (await client.getPresence({ app, userIds: part })).users;
        } catch (error) {
          log.warn(
            { err: error, app },
            'presence does not say who is connected: a push for offline devices goes to all',
          );
          return [];
        }
      }),
    );
    return new Map(answers.flat().map(({ userId, devices }) => [userId, devices.map(({ deviceId }) => deviceId)]));
  };
}
