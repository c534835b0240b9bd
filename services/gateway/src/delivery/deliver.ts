import { SpanKind } from '@opentelemetry/api';
import type { Delivery, DeliveryServiceDefinition, DeliveryStatus, StoredMessage } from '@bellhop/contracts';
import type { DuplexCall, Request, ResponseInput } from '@bellhop/grpc';
import { contextOf, endSpan, openSpan } from '@bellhop/runtime';
import type { ConnectionRegistry } from '../connections/connection-registry.ts';
import type { GroupSenders } from '../accept/group-senders.ts';
import type { GatewayEvents } from '../events.ts';
import { eventFrame } from '../connections/envelope.ts';
import { messageJson } from './message-json.ts';
import { conversationFrames } from './conversation-frames.ts';
import { callFrames, type DeliveredFrames } from './call-frames.ts';
import { createResultBatch, type ResultBatch } from './result-batch.ts';

type DeliverCall = DuplexCall<
  Request<DeliveryServiceDefinition, 'Deliver'>,
  ResponseInput<DeliveryServiceDefinition, 'Deliver'>
>;

/** A client that could take no more is told to sync when nothing has been too much for it for so long. */
const MISSED_AFTER_MS = 2_000;

/** The streams that are open, so that an orderly end can end them. */
export type DeliveryStreams = Set<{ end(): void }>;

/** Serves one stream of one message-store: messages go to sockets, what became of them goes back. */
export const deliver =
  (deps: {
    registry: Pick<ConnectionRegistry, 'find'>;
    streams: DeliveryStreams;
    groupSenders: Pick<GroupSenders, 'forgetGroup'>;
    events: GatewayEvents;
    clock: () => number;
  }) =>
  async (call: DeliverCall): Promise<void> => {
    const results = createResultBatch((batch) => call.send({ results: batch }));
    deps.streams.add(call);
    try {
      for await (const { deliveries } of call.incoming) {
        for (const delivery of deliveries) deliverToSockets(delivery, results, deps);
      }
    } finally {
      deps.streams.delete(call);
      results.close();
    }
  };

function messageFrames(message: StoredMessage): DeliveredFrames {
  const frame = Buffer.from(eventFrame('message', messageJson(message))); // made once, however many devices get it
  return { waitsFor: message.messageId, framesFor: () => [frame] };
}

function deliverToSockets(
  { deliveryId, app, message, callNews, conversationNews, targets, traceparent }: Delivery,
  results: ResultBatch,
  {
    registry,
    groupSenders,
    events,
    clock,
  }: {
    registry: Pick<ConnectionRegistry, 'find'>;
    groupSenders: Pick<GroupSenders, 'forgetGroup'>;
    events: GatewayEvents;
    clock: () => number;
  },
): void {
  const groupId = conversationNews?.groupChanged?.groupId;
  if (groupId !== undefined) groupSenders.forgetGroup(app, groupId);
  const span =
    traceparent === '' ? undefined : openSpan('deliver to sockets', SpanKind.INTERNAL, {}, contextOf({ traceparent }));
  const { waitsFor, framesFor } =
    message !== null
      ? messageFrames(message)
      : conversationNews != null
        ? conversationFrames(conversationNews)
        : callFrames(callNews, clock());
  let written = 0;
  for (const { userId, deviceId } of targets) {
    const settle = (status: DeliveryStatus): void => results.add({ deliveryId, userId, deviceId, status });
    const connection = registry.find(app, userId, deviceId);
    if (connection === undefined || !connection.isOpen) {
      events.gone(1, 'no-connection');
      settle('DELIVERY_STATUS_GONE');
      continue;
    }
    if (waitsFor === undefined) {
      const all = framesFor(userId).map((frame) => connection.send(frame));
      settle(all.includes(false) ? 'DELIVERY_STATUS_GONE' : 'DELIVERY_STATUS_ACKNOWLEDGED');
      continue;
    }
    const taken = connection.outstanding.add({
      messageId: waitsFor,
      sentAtMs: clock(),
      settle: (status) => settle(status === 'acknowledged' ? 'DELIVERY_STATUS_ACKNOWLEDGED' : 'DELIVERY_STATUS_GONE'),
    });
    if (!taken) {
      connection.tellMissedAtMs = clock() + MISSED_AFTER_MS;
      events.gone(1, 'too-many');
      settle('DELIVERY_STATUS_GONE');
      continue;
    }
    // When this cuts off a slow reader, the end of their connection settles what was outstanding, this one too.
    if (framesFor(userId).every((frame) => connection.send(frame))) written += 1;
  }
  if (written > 0) events.delivered(written);
  endSpan(span);
}
