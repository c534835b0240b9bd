import type { KnownApp } from '@bellhop/kafka';
import type { AcceptMessages, SendResult } from './accept-messages.ts';
import { serviceMessage, type MessageInput } from '../domain/message-input.ts';
import { checkInput } from '../domain/parse-input.ts';
import { RateLimited } from '../domain/public-error.ts';
import { createTokenBucket, type TokenBucket } from '../domain/token-bucket.ts';
import type { Door, GatewayEvents } from '../events.ts';

/** Sends messages that a service hands in with its app's API key: each is answered on its own, in order. */
export type SendForService = (app: KnownApp, messages: readonly unknown[], door: Door) => Promise<SendResult[]>;

export function sendForService({
  accept,
  events,
  clock,
}: {
  accept: AcceptMessages;
  events: GatewayEvents;
  clock: () => number;
}): SendForService {
  const buckets = new Map<string, TokenBucket>();
  const takeRate = (app: KnownApp, count: number): void => {
    const ratePerSecond = app.limits.apiMessagesPerSecond;
    let bucket = buckets.get(app.app);
    if (bucket === undefined) buckets.set(app.app, (bucket = createTokenBucket()));
    const taken = bucket.take({ count, ratePerSecond, nowMs: clock() });
    if (taken.ok) return;
    events.rateLimited(count, 'app');
    throw new RateLimited(`the app may send ${ratePerSecond} messages per second`, taken);
  };

  return async (app, inputs, door) => {
    const results: (SendResult | undefined)[] = [];
    const messages: MessageInput[] = [];
    for (const input of inputs) {
      const checked = checkInput(serviceMessage, input);
      if (checked.ok) {
        results.push(undefined);
        messages.push(checked.value);
      } else {
        events.refused('INVALID_ARGUMENT', door);
        results.push({ kind: 'refused', refusal: { code: 'INVALID_ARGUMENT', ...checked.problem } });
      }
    }
    if (messages.length === 0) return results.filter((result) => result !== undefined);
    takeRate(app, messages.length);
    const accepted = (await accept(app, messages, { door, deviceId: '' })).values();
    return results.map((result) => result ?? (accepted.next().value as SendResult));
  };
}
