import { SpanKind } from '@opentelemetry/api';
import type { Delivery, DeliveryServiceDefinition, DeliveryStatus } from '@bellhop/contracts';
import type { DuplexCall, Request, ResponseInput } from '@bellhop/grpc';
import { contextOf, endSpan, openSpan } from '@bellhop/runtime';
import type { ConnectionRegistry } from '../connections/connection-registry.ts';
import type { GatewayEvents } from '../events.ts';
import { eventFrame } from '../connections/envelope.ts';
import { messageJson } from './message-json.ts';
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

function deliverToSockets(
  { deliveryId, app, message, targets, traceparent }: Delivery,
  results: ResultBatch,
  {
    registry,
    events,
    clock,
  }: { registry: Pick<ConnectionRegistry, 'find'>; events: GatewayEvents; clock: () => number },
): void {
  if (message === null) return;
  const span =
    traceparent === '' ? undefined : openSpan('deliver to sockets', SpanKind.INTERNAL, {}, contextOf({ traceparent }));
  let frame: Buffer | undefined; // made once, however many devices get it
  let written = 0;
  for (const { userId, deviceId } of targets) {
    const settle = (status: DeliveryStatus): void => results.add({ deliveryId, userId, deviceId, status });
    const connection = registry.find(app, userId, deviceId);
    if (connection === undefined || !connection.isOpen) {
      events.gone(1, 'no-connection');
      settle('DELIVERY_STATUS_GONE');
      continue;
    }
    const taken = connection.outstanding.add({
      messageId: message.messageId,
      sentAtMs: clock(),
      settle: (status) => settle(status === 'acknowledged' ? 'DELIVERY_STATUS_ACKNOWLEDGED' : 'DELIVERY_STATUS_GONE'),
    });
    if (!taken) {
      connection.tellMissedAtMs = clock() + MISSED_AFTER_MS;
      events.gone(1, 'too-many');
      settle('DELIVERY_STATUS_GONE');
      continue;
    }
    frame ??= Buffer.from(eventFrame('message', messageJson(message)));
    // When this cuts off a slow reader, the end of his connection settles what was outstanding, this one too.
    if (connection.send(frame)) written += 1;
  }
  if (written > 0) events.delivered(written);
  endSpan(span);
}
