import { context, ROOT_CONTEXT, SpanKind } from '@opentelemetry/api';
import { endSpan, openSpan, withSpan } from '@bellhop/runtime';
import type { AcceptMessages, AcceptedMessage } from '../accept/accept-messages.ts';
import { clientMessage } from '../domain/message-input.ts';
import { RateLimited, Refused } from '../domain/public-error.ts';
import type { GatewayEvents } from '../events.ts';
import { frame, type Frame } from './frame.ts';

/** Sends a message in the name of the user who is logged in. Answered when Kafka has it. */
export const send = ({
  accept,
  events,
  clock,
}: {
  accept: AcceptMessages;
  events: GatewayEvents;
  clock: () => number;
}): Frame =>
  frame(clientMessage, async (message, { app, userId, deviceId }, connection) => {
    const { messagesPerSecond } = connection.limits();
    const taken = connection.messages.take({ count: 1, ratePerSecond: messagesPerSecond, nowMs: clock() });
    if (!taken.ok) {
      events.rateLimited(1, 'client');
      throw new RateLimited(`at most ${messagesPerSecond} messages per second`, taken);
    }
    const span = openSpan('websocket send', SpanKind.SERVER, {}, ROOT_CONTEXT);
    try {
      const [result] = await context.with(withSpan(span, ROOT_CONTEXT), () =>
        accept(app, [{ ...message, fromUserID: userId }], { door: 'websocket', deviceId }),
      );
      if (result === undefined) throw new TypeError('a message without result');
      if (result.kind === 'refused') throw new Refused(result.refusal);
      endSpan(span);
      return { body: acceptedJson(result) };
    } catch (error) {
      endSpan(span, error instanceof Refused ? undefined : error); // a refusal is the sender's mistake, not ours
      throw error;
    }
  });

/** An accepted message as senders see it. */
export function acceptedJson({ messageId, conversationId, acceptedAtMs }: AcceptedMessage) {
  return { messageID: messageId, conversationID: conversationId, acceptedAt: acceptedAtMs };
}
