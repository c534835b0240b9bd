import { context, SpanKind, trace } from '@opentelemetry/api';
import type { PushTask } from '@bellhop/contracts';
import { openSpan, startTelemetry, withSpan } from '@bellhop/runtime';
import { recordSpans } from '@bellhop/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SendResult } from '../domain/vendor-adapter.ts';
import { createLane } from './lane.ts';
import { inPushSpan } from './push-span.ts';

const recorded = recordSpans();
let telemetry: Awaited<ReturnType<typeof startTelemetry>>;
beforeAll(async () => (telemetry = await startTelemetry({ service: 'test', spanProcessor: recorded.processor })));
afterAll(() => telemetry.close());

const task = (messageId: string): PushTask => ({
  taskId: messageId,
  app: 'demo',
  messageId,
  vendor: 'VENDOR_XIAOMI',
  appType: 1,
  title: 't',
  content: 'c',
  payload: '',
  settings: null,
  threadId: '',
  badgeIncrement: 0,
  notifyId: 1,
  expiresAtMs: Date.now() + 60_000,
  createdAtMs: 0,
  acceptedAtMs: 0,
  targets: [{ pushId: 'p', token: 'secret-token', userId: 'u', deviceId: 'd' }],
  attempts: 0,
  packageName: 'com.example',
});
const accepted: SendResult = {
  outcomes: [{ kind: 'accepted', vendorMessageId: 'v', code: '0' }],
  shortened: [],
};

it('makes a call that carries two messages in the trace of the first, and links the second to it', async () => {
  const first = Promise.withResolvers<void>();
  const calls: { traceId: string | undefined; notifications: number }[] = [];
  const lane = createLane({
    connection: {
      send: async (notifications) => {
        calls.push({
          traceId: trace.getSpanContext(context.active())?.traceId,
          notifications: notifications.length,
        });
        if (calls.length === 1) await first.promise;
        return notifications.map(() => accepted);
      },
      close: () => Promise.resolve(),
    },
    concurrency: 1,
    maxNotificationsPerCall: 10,
    clock: Date.now,
  });
  const sendInItsTrace = (messageId: string) => {
    const root = openSpan(`root ${messageId}`, SpanKind.CONSUMER, {});
    const from = withSpan(root, context.active());
    const sent = inPushSpan({ vendor: 'xiaomi', task: task(messageId), from }, () => lane.send(task(messageId)));
    return { traceId: root?.spanContext().traceId, sent };
  };
  const busy = sendInItsTrace('m0');
  const [leading, linked] = [sendInItsTrace('m1'), sendInItsTrace('m2')];
  first.resolve();
  await Promise.all([busy.sent, leading.sent, linked.sent]);
  expect(calls).toEqual([
    { traceId: busy.traceId, notifications: 1 },
    { traceId: leading.traceId, notifications: 2 },
  ]);
  const pushOf = (messageId: string) =>
    recorded.spans.find(({ attributes }) => attributes['bellhop.message_id'] === messageId);
  expect(pushOf('m1')?.links).toEqual([]);
  expect(pushOf('m2')?.spanContext().traceId).toBe(linked.traceId);
  expect(pushOf('m2')?.links.map((link) => link.context.spanId)).toEqual([pushOf('m1')?.spanContext().spanId]);
  await lane.close();
});
