import type { PresenceServiceDefinition } from '@bellhop/contracts';
import type { Client } from '@bellhop/grpc';
import { logSeldom, type Logger } from '@bellhop/runtime';
import type { PresencePort, UserInApp, UserPresence } from '../domain/ports.ts';
import { userKey } from '../domain/ports.ts';
import type { StoreEvents } from '../events.ts';

const USERS_PER_CALL = 1_000;
/** Until the decision goes on without an answer. */
const PATIENCE_MS = 500;
/** A replica that is still reading says UNKNOWN; calls go round, so the next one asked is another. */
const ASKED_AT_MOST = 3;

type Asked = Pick<Client<PresenceServiceDefinition>, 'getPresence'>;

/** What presence says; users that it cannot say anything of are not in it. */
export interface PresenceAnswers {
  readonly known: ReadonlyMap<string, UserPresence>;
  /** Why there was no answer for some, where it is an error. */
  readonly error?: unknown;
}

/** Asks presence, 1,000 users of an app at a time, within 500 ms. Never throws. */
export async function askPresence(client: Asked, users: readonly UserInApp[]): Promise<PresenceAnswers> {
  const endsAt = performance.now() + PATIENCE_MS;
  const known = new Map<string, UserPresence>();
  let error: unknown;
  const ask = async (app: string, userIds: string[]): Promise<void> => {
    let left = userIds;
    for (let times = 0; times < ASKED_AT_MOST && left.length > 0; times += 1) {
      const deadlineMs = Math.max(1, endsAt - performance.now());
      const answer = await client.getPresence({ app, userIds: left }, { deadlineMs });
      for (const { userId, state, devices } of answer.users) {
        if (state === 'PRESENCE_STATE_ONLINE' || state === 'PRESENCE_STATE_OFFLINE')
          known.set(userKey({ app, userId }), { kind: 'known', devices });
      }
      left = left.filter((userId) => !known.has(userKey({ app, userId })));
    }
  };
  const byApp = Map.groupBy(users, ({ app }) => app);
  await Promise.all(
    [...byApp].flatMap(([app, ofApp]) => {
      const userIds = [...new Set(ofApp.map(({ userId }) => userId))];
      const calls: Promise<void>[] = [];
      for (let start = 0; start < userIds.length; start += USERS_PER_CALL) {
        const part = userIds.slice(start, start + USERS_PER_CALL);
        calls.push(ask(app, part).catch((cause: unknown) => void (error = cause)));
      }
      return calls;
    }),
  );
  return error === undefined ? { known } : { known, error };
}

/** Asks presence for decisions. What it cannot say is unknown. */
export function presenceClient({
  client,
  events,
  log,
}: {
  client: Asked;
  events: Pick<StoreEvents, 'presenceUnknown'>;
  log: Logger;
}): PresencePort {
  const warn = logSeldom(log, 'warn');
  return {
    of: async (users) => {
      const { known, error } = await askPresence(client, users);
      const unknown = new Set(users.map(userKey).filter((key) => !known.has(key))).size;
      if (unknown > 0) {
        events.presenceUnknown(unknown);
        warn({ err: error, users: unknown }, 'presence cannot say where these users are, they get a push');
      }
      return known;
    },
  };
}
