import { randomUUID } from 'node:crypto';
import { context, SpanKind, trace } from '@opentelemetry/api';
import { deadLetterTopic, gatewayBeat, gatewayBeatTopic, headers, type Topic } from '@bellhop/contracts';
import { endSpan, openSpan, silentLogger, startTelemetry, withSpan } from '@bellhop/runtime';
import { recordSpans, testServers, until } from '@bellhop/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  createProducer,
  done,
  ensureTopics,
  eventRecord,
  runConsumer,
  type KafkaConfig,
  type Producer,
} from '../src/index.ts';

const recorded = recordSpans();
const fatal: unknown[] = [];
const topic: Topic = { ...gatewayBeatTopic, name: `beats-${randomUUID()}`, partitions: 1 };
let telemetry: Awaited<ReturnType<typeof startTelemetry>>;
let config: KafkaConfig;
let producer: Producer;

beforeAll(async () => {
  telemetry = await startTelemetry({ service: 'test', spanProcessor: recorded.processor });
  config = { brokers: testServers().kafkaBrokers, clientId: 'test', prefix: '', log: silentLogger() };
  await ensureTopics(config, [topic, deadLetterTopic('gateway')]);
  producer = await createProducer(config);
});

afterAll(async () => {
  await producer.close();
  await telemetry.close();
  expect(fatal).toEqual([]);
});

it('gives every event of a batch its own trace, and the work they share to the first, linked to the others', async () => {
  const traceIds = await Promise.all(
    [0, 1, 2].map(async (connections) => {
      const root = openSpan(`root ${connections}`, SpanKind.SERVER, {});
      const beat = { gatewayAddress: 'gw', gatewayEpoch: 'e', connections };
      const record = eventRecord(gatewayBeat, beat, withSpan(root, context.active()));
      await producer.publish([{ ...record, topic: topic.name }]);
      endSpan(root);
      return root?.spanContext().traceId;
    }),
  );
  const seen: { own: (string | undefined)[]; shared: string | undefined }[] = [];
  const running = await runConsumer(
    config,
    {
      group: randomUUID(),
      topics: [topic],
      event: gatewayBeat,
      deadLetterTopic: deadLetterTopic('gateway'),
      handle: (batch) => {
        seen.push({
          own: batch.map((event) => trace.getSpanContext(event.context)?.traceId),
          shared: trace.getSpanContext(context.active())?.traceId,
        });
        return Promise.resolve(batch.map(() => done));
      },
    },
    { producer, onFatal: (error) => void fatal.push(error) },
  );
  await until(() => seen.length > 0);
  await running.stop();
  expect(seen).toEqual([{ own: traceIds, shared: traceIds[0] }]);
  const shared = recorded.spans.find(({ name }) => name.startsWith('handle batch'));
  expect(shared?.attributes['messaging.batch.message_count']).toBe(3);
  expect(shared?.links.map((link) => link.context.traceId)).toEqual(traceIds.slice(1));
});

it('keeps the trace of a record in its dead letter', async () => {
  const group = randomUUID();
  const dead: Topic = { ...deadLetterTopic('gateway'), name: `dead-${randomUUID()}` };
  await ensureTopics(config, [dead]);
  const event = { ...gatewayBeat, decode: (bytes: Uint8Array) => gatewayBeat.decode(bytes) };
  const broken = await runConsumer(
    config,
    {
      group,
      topics: [topic],
      event: {
        ...event,
        decode: () => {
          throw new Error('cannot be read');
        },
      },
      deadLetterTopic: dead,
      handle: (batch) => Promise.resolve(batch.map(() => done)),
    },
    { producer, onFatal: (error) => void fatal.push(error) },
  );
  const letters: { traceId: string | undefined; from: string | undefined }[] = [];
  const reader = await runConsumer(
    config,
    {
      group: randomUUID(),
      topics: [dead],
      event,
      deadLetterTopic: dead,
      handle: (batch) => {
        for (const letter of batch)
          letters.push({
            traceId: trace.getSpanContext(letter.context)?.traceId,
            from: letter.headers[headers.originalTopic],
          });
        return Promise.resolve(batch.map(() => done));
      },
    },
    { producer, onFatal: (error) => void fatal.push(error) },
  );
  await until(() => letters.length === 3);
  await Promise.all([broken.stop(), reader.stop()]);
  const roots = recorded.spans.filter(({ name }) => name.startsWith('root'));
  expect(letters.map(({ traceId }) => traceId).sort()).toEqual(roots.map((span) => span.spanContext().traceId).sort());
  expect(letters.every(({ from }) => from === topic.name)).toBe(true);
});
