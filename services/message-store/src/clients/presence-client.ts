import type { PresenceServiceDefinition } from '@bellhop/contracts';
import type { Client } from '@bellhop/grpc';
import type { Logger } from '@bellhop/runtime';
import type { PresencePort, UserPresence } from '../domain/ports.ts';
import type { StoreEvents } from '../events.ts';

const USERS_PER_CALL = 1_000;

/** Asks presence, 1,000 users at a time. What it cannot say is unknown. */
export function presenceClient({
  client,
  events,
  log,
}: {
  client: Client<PresenceServiceDefinition>;
  events: StoreEvents;
  log: Logger;
}): PresencePort {
  return {
    of: async (users) => {
      const byApp = new Map<string, Set<string>>();
      for (const { app, userId } of users) {
        const known = byApp.get(app);
        if (known === undefined) byApp.set(app, new Set([userId]));
        else known.add(userId);
      }
      const answers = new Map<string, UserPresence>();
      const ask = async (app: string, userIds: string[]): Promise<void> => {
        try {
          for (const user of (await client.getPresence({ app, userIds })).users) {
            const key = `${app}/${user.userId}`;
            if (user.state === 'PRESENCE_STATE_ONLINE' || user.state === 'PRESENCE_STATE_OFFLINE')
              answers.set(key, { kind: 'known', devices: user.devices });
            else events.presenceUnknown(1);
          }
        } catch (error) {
          log.warn({ err: error, users: userIds.length }, 'presence does not answer, these users get a push');
          events.presenceUnknown(userIds.length);
        }
      };
      await Promise.all(
        [...byApp].flatMap(([app, userIds]) => {
          const all = [...userIds];
          const calls: Promise<void>[] = [];
          for (let start = 0; start < all.length; start += USERS_PER_CALL)
            calls.push(ask(app, all.slice(start, start + USERS_PER_CALL)));
          return calls;
        }),
      );
      return answers;
    },
  };
}
