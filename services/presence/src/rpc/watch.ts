import type { PresenceServiceDefinition } from '@bellhop/contracts';
import type { Streamed } from '@bellhop/grpc';
import { ResourceExhausted } from '@bellhop/runtime';
import type { Watches } from '../domain/watches.ts';
import { checkedUsers } from './get-presence.ts';

/** So many users are watched at a replica, each as often as somebody watches them: they are all looked at every second. */
const MOST_WATCHED = 200_000;
/** So many of one app, which leaves room for the others. */
const MOST_OF_APP = 100_000;

/** Tells the state of these users, and then what changes, until the caller goes. */
export const watchPresence =
  ({ watches }: { watches: Watches }): Streamed<PresenceServiceDefinition, 'Watch'> =>
  async (request, { send, signal }) => {
    const { app, userIds } = checkedUsers(request);
    checkRoom(watches, app, userIds.length);
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    if (signal.aborted) return;
    signal.addEventListener('abort', () => resolve(undefined));
    const stop = watches.add({ app, userIds, tell: send, end: reject });
    try {
      await promise;
    } finally {
      stop();
    }
  };

function checkRoom(watches: Watches, app: string, users: number): void {
  const refuse = (message: string): never => {
    throw new ResourceExhausted(message, { retryAfterMs: 1_000 });
  };
  if (watches.size() + users > MOST_WATCHED)
    refuse(`${watched(watches.size(), MOST_WATCHED)}: try again, another replica may have room`);
  if (watches.sizeOf(app) + users > MOST_OF_APP)
    refuse(
      `of one app ${watched(watches.sizeOf(app), MOST_OF_APP)}: end watches that are not needed any more, or try again, another replica may have room`,
    );
}

function watched(users: number, allowed: number): string {
  return `${users.toLocaleString('en')} users are watched here, ${allowed.toLocaleString('en')} are allowed`;
}
