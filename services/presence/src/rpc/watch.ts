import type { PresenceServiceDefinition } from '@bellhop/contracts';
import type { Streamed } from '@bellhop/grpc';
import { ResourceExhausted } from '@bellhop/runtime';
import type { Watches } from '../domain/watches.ts';
import { checkedUsers } from './get-presence.ts';

/** So many users are watched at a replica, each as often as somebody watches them: they are all looked at every second. */
const MOST_WATCHED = 200_000;

/** Tells the state of these users, and then what changes, until the caller goes. */
export const watchPresence =
  ({ watches }: { watches: Watches }): Streamed<PresenceServiceDefinition, 'Watch'> =>
  async (request, { send, signal }) => {
    const { app, userIds } = checkedUsers(request);
    if (watches.size() + userIds.length > MOST_WATCHED)
      throw new ResourceExhausted(
        `${watches.size().toLocaleString('en')} users are watched here, ${MOST_WATCHED.toLocaleString('en')} are allowed: try again, another replica may have room`,
        { retryAfterMs: 1_000 },
      );
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
