import { context, type Context } from '@opentelemetry/api';
import { headers as headerNames, protobufContentType, type EventContract, type TopicEvent } from '@bellhop/contracts';
import { endSpan, ResourceExhausted, ServiceError, traceHeaders } from '@bellhop/runtime';
import type { TopicMessages } from 'kafkajs';
import { connectClient } from './connection/connector.ts';
import { retryableKafkaFailure } from './connection/failure.ts';
import { createClient, kafkaJs, type KafkaConfig } from './kafkajs.ts';
import { producerMetrics } from './metrics.ts';
import type { OutgoingRecord } from './outgoing-record.ts';
import { openProducerSpan } from './producer-span.ts';

export interface Producer {
  /**
   * Resolves when Kafka has all records (acks=all). Records of one key keep their order.
   * Throws ResourceExhausted when too much is waiting already, Unavailable when Kafka does not take them, RECORD_TOO_LARGE, which no other try can help, when it never
   * will.
   */
  readonly publish: (records: readonly OutgoingRecord[]) => Promise<void>;
  /** Bytes that wait for Kafka's acknowledgement. */
  readonly bufferedBytes: () => number;
  /** For how long a record that is published now is likely to wait for those before it, ms: as many batches as they fill, each as long as the last one took. */
  readonly expectedWaitMs: () => number;
  /** Sends what is waiting and disconnects. */
  close(): Promise<void>;
}

export interface ProducerOptions {
  /** Above this many waiting bytes `publish` refuses. */
  readonly maxBufferedBytes?: number;
}

const MAX_BATCH_RECORDS = 1_000;
/** Requests begin this far apart, ms: whoever publishes all the time sends fewer and fuller ones; whoever does not never waits. */
const SPACING_MS = 5;
const MAX_BATCH_BYTES = 768 * 1024; // below the brokers' default limit of 1 MiB for one partition's batch
/** Of one record: with what surrounds it in a batch it stays below that limit. */
const MAX_RECORD_BYTES = 1_040_000;

/** Pauses before trying again double from the first to the last, ms. */
const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 1_600;

interface Waiting {
  readonly records: readonly OutgoingRecord[];
  readonly bytes: number;
  resolve(): void;
  reject(error: Error): void;
}

/**
 * A batching producer. Idle, it sends at once; while a batch is on its way, and for a moment after it was sent, the next one
 * fills up. So latency stays low and batches are as large as the load makes them. One batch is under way at a time, which keeps the order of every key without the mutex (and the unrecoverable states) of kafkajs's idempotent producer.
 */
export async function createProducer(
  config: KafkaConfig,
  { maxBufferedBytes = 32 * 1024 * 1024 }: ProducerOptions = {},
): Promise<Producer> {
  const producer = createClient(config).producer({
    allowAutoTopicCreation: false,
    idempotent: false,
    createPartitioner: kafkaJs().Partitioners.DefaultPartitioner,
    retry: { retries: 0 }, // see `write`
  });
  await connectClient(config, producer);

  const queue: Waiting[] = [];
  let buffered = 0;
  const metrics = producerMetrics(() => buffered);
  const queued = { records: 0, bytes: 0 };
  let lastRoundMs = SPACING_MS;
  let flushing: Promise<void> | undefined;
  let lastRequestAt = Number.NEGATIVE_INFINITY;

  /**
   * Until Kafka has them. kafkajs's own retries leave out each broker that has answered already, and with it what has moved there since: that was
   * never written and counted as written. So every try is a whole one; what is written twice is dropped downstream.
   */
  const write = async (topicMessages: TopicMessages[]): Promise<void> => {
    for (let pauseMs = FIRST_RETRY_MS; ; pauseMs *= 2) {
      try {
        await producer.sendBatch({ acks: -1, topicMessages });
        return;
      } catch (error) {
        const canHelp = error instanceof Error && error.name === 'KafkaJSNumberOfRetriesExceeded';
        if (!canHelp || pauseMs > LAST_RETRY_MS) throw error;
        await new Promise((resolve) => setTimeout(resolve, pauseMs * (0.8 + 0.4 * Math.random())));
      }
    }
  };

  const takeBatch = (): Waiting[] => {
    let records = 0;
    let bytes = 0;
    let count = 0;
    for (const entry of queue) {
      if (count > 0 && (records + entry.records.length > MAX_BATCH_RECORDS || bytes + entry.bytes > MAX_BATCH_BYTES))
        break;
      records += entry.records.length;
      bytes += entry.bytes;
      count += 1;
    }
    queued.records -= records;
    queued.bytes -= bytes;
    return queue.splice(0, count);
  };

  const flush = async (): Promise<void> => {
    // Everything published in this turn of the event loop goes into the same batch.
    await new Promise((resolve) => setImmediate(resolve));
    while (queue.length > 0) {
      const waitMs = lastRequestAt + SPACING_MS - performance.now();
      if (waitMs > 0 && queue.length < MAX_BATCH_RECORDS) await new Promise((resolve) => setTimeout(resolve, waitMs));
      const batch = takeBatch();
      const started = performance.now();
      lastRequestAt = started;
      try {
        await write(byTopic(batch, config.prefix));
        metrics.sent(
          batch.reduce((sum, { records }) => sum + records.length, 0),
          performance.now() - started,
        );
        for (const entry of batch) entry.resolve();
      } catch (cause) {
        metrics.failed(batch.reduce((sum, { records }) => sum + records.length, 0));
        const topics = new Set(batch.flatMap(({ records }) => records.map(({ topic }) => config.prefix + topic)));
        const error = retryableKafkaFailure(config, `write to ${[...topics].join(', ')}`, cause);
        for (const entry of batch) entry.reject(error);
      } finally {
        lastRoundMs = Math.max(performance.now() - started, SPACING_MS);
      }
    }
    flushing = undefined;
  };

  const enqueue = (records: readonly OutgoingRecord[]): Promise<void> => {
    const bytes = bytesOf(records);
    const traced = records.map(openProducerSpan);
    return new Promise<void>((resolve, reject) => {
      queued.records += records.length;
      queued.bytes += bytes;
      queue.push({
        records: traced.map(({ record }) => record),
        bytes,
        resolve: () => {
          for (const { span } of traced) endSpan(span);
          resolve();
        },
        reject: (error) => {
          for (const { span } of traced) endSpan(span, error);
          reject(error);
        },
      });
      flushing ??= flush();
    });
  };

  return {
    publish: async (records) => {
      const parts = partsOf(records);
      // They wait one after the other, so that a call of any size finds room.
      const bytes = Math.max(0, ...parts.map(bytesOf));
      if (buffered + bytes > maxBufferedBytes)
        throw new ResourceExhausted('too much is waiting for Kafka', { retryAfterMs: 1_000 });
      buffered += bytes;
      try {
        for (const part of parts) await enqueue(part);
      } finally {
        buffered -= bytes;
      }
    },
    bufferedBytes: () => buffered,
    expectedWaitMs: () => Math.max(queued.records / MAX_BATCH_RECORDS, queued.bytes / MAX_BATCH_BYTES) * lastRoundMs,
    close: async () => {
      while (flushing !== undefined) await flushing;
      metrics.close();
      await producer.disconnect();
    },
  };
}

function bytesOf(records: readonly OutgoingRecord[]): number {
  return records.reduce((sum, { key, value }) => sum + key.length + (value?.length ?? 0) + 200, 0);
}

/** What is published together may be more than brokers take at once, if all of it is for one partition: they would refuse it for ever. */
function partsOf(records: readonly OutgoingRecord[]): OutgoingRecord[][] {
  const parts: OutgoingRecord[][] = [];
  let bytes = Infinity;
  for (const record of records) {
    const size = bytesOf([record]);
    if (size > MAX_RECORD_BYTES) {
      const problem = `a record for ${record.topic} has ${size} bytes, and brokers take at most ${MAX_RECORD_BYTES}`;
      throw new ServiceError('RECORD_TOO_LARGE', problem, { retryable: false });
    }
    bytes += size;
    if (bytes > MAX_BATCH_BYTES) {
      parts.push([]);
      bytes = size;
    }
    parts.at(-1)?.push(record);
  }
  return parts;
}

function byTopic(batch: readonly Waiting[], prefix: string): TopicMessages[] {
  const topics = new Map<string, { key: string; value: Buffer | null; headers: Record<string, string> }[]>();
  for (const { records } of batch) {
    for (const { topic, key, value, headers } of records) {
      let messages = topics.get(topic);
      if (messages === undefined) topics.set(topic, (messages = []));
      messages.push({ key, value, headers: { ...headers } });
    }
  }
  return [...topics].map(([topic, messages]) => ({ topic: prefix + topic, messages }));
}

/** Headers of an event: type, content type, the trace of `from`, and its app; an event of many apps names none. */
export function eventHeaders(
  event: { type: string },
  value: object,
  from: Context = context.active(),
): Record<string, string> {
  const app = (value as { app?: unknown }).app;
  return {
    [headerNames.eventType]: event.type,
    [headerNames.contentType]: protobufContentType,
    ...(typeof app === 'string' ? { [headerNames.app]: app } : {}),
    ...traceHeaders(from),
  };
}

/** The record of an event that has one topic. */
export function eventRecord<In extends object, Out>(
  event: TopicEvent<In, Out>,
  value: NoInfer<In>,
  from?: Context,
): OutgoingRecord {
  return recordIn<In, Out>(event.topic.name, event, value, from);
}

/** The record of an event whose topic depends on its content. */
export function recordIn<In extends object, Out>(
  topic: string,
  event: EventContract<In, Out> & { key(value: In): string },
  value: NoInfer<In>,
  from?: Context,
): OutgoingRecord {
  return { topic, key: event.key(value), value: event.encode(value), headers: eventHeaders(event, value, from) };
}
