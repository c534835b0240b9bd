import type { KnownApp } from '@bellhop/kafka';
import type { Connection } from '../connections/connection.ts';
import { RateLimited } from '../domain/public-error.ts';
import { createTokenBucket, type TokenBucket } from '../domain/token-bucket.ts';
import type { GatewayEvents } from '../events.ts';

export type TakeOfApp = (app: KnownApp, count: number) => void;

/** Counts what an app's key sends. */
export function appRates({
  events,
  clock,
}: {
  events: Pick<GatewayEvents, 'rateLimited'>;
  clock: () => number;
}): TakeOfApp {
  const buckets = new Map<string, TokenBucket>();
  return (app, count) => {
    const ratePerSecond = app.limits.apiMessagesPerSecond;
    let bucket = buckets.get(app.app);
    if (bucket === undefined) buckets.set(app.app, (bucket = createTokenBucket()));
    const taken = bucket.take({ count, ratePerSecond, nowMs: clock() });
    if (taken.ok) return;
    events.rateLimited(count, 'app');
    throw new RateLimited(`the app may send ${ratePerSecond} messages per second`, taken);
  };
}

/** Counts what a client sends; throws RateLimited when it is more than it may. */
export function takeOfClient(
  {
    connection,
    behind: { events, clock },
  }: {
    connection: Pick<Connection, 'limits' | 'messages'>;
    behind: { events: Pick<GatewayEvents, 'rateLimited'>; clock: () => number };
  },
  count: number,
): void {
  const { messagesPerSecond } = connection.limits();
  const taken = connection.messages.take({ count, ratePerSecond: messagesPerSecond, nowMs: clock() });
  if (taken.ok) return;
  events.rateLimited(count, 'client');
  throw new RateLimited(`at most ${messagesPerSecond} messages per second`, taken);
}
