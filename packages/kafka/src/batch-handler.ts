import { context, ROOT_CONTEXT, SpanKind, type Span } from '@opentelemetry/api';
import {
  contextOf,
  endSpan,
  isRetryable,
  logSeldom,
  messageOf,
  openSpan,
  ServiceError,
  withSpan,
  type Logger,
  type OnFatal,
} from '@bellhop/runtime';
import type { IHeaders } from 'kafkajs';
import type { BatchConsumer, Consumed } from './batch-consumer.ts';
import { deadLetterRecord } from './dead-letter.ts';
import type { Intake, TakenRecord } from './intake.ts';
import type { ConsumerMetrics } from './metrics.ts';
import type { Outcome } from './outcome.ts';
import type { Producer } from './producer.ts';

/** An event under way, with the record it came in and the span of this hop. */
interface OpenEvent<Event> {
  readonly record: TakenRecord;
  readonly event: Consumed<Event>;
  readonly span: Span | undefined;
}

const FIRST_PAUSE_MS = 200;
const MAX_PAUSE_MS = 5_000;

/**
 * Makes the function that brings a batch of records to its end: decodes it, lets the consumer handle it, again and again as long as
 * that can help, dead-letters what cannot be handled, and settles every record.
 */
export function batchHandler<Event>(deps: {
  readonly consumer: BatchConsumer<Event>;
  readonly intake: Pick<Intake, 'isOurs' | 'settle'>;
  /** Whether the group has heard from us lately; if not, it may have given our partitions away. */
  readonly isMember: () => boolean;
  readonly producer: Producer;
  /** Our own name of a topic. */
  readonly topicOf: (prefixed: string) => string;
  readonly isStopping: () => boolean;
  /** Told of what settles after its batch. */
  readonly onLater: (settling: Promise<void>) => void;
  readonly metrics: ConsumerMetrics;
  readonly log: Logger;
  readonly onFatal: OnFatal;
}): (records: readonly TakenRecord[]) => Promise<void> {
  const { consumer, intake, isMember, producer, topicOf, isStopping, onLater, metrics, log, onFatal } = deps;
  const { maxPauseMs } = consumer;

  const open = (record: TakenRecord): OpenEvent<Event> => {
    const headers = textHeaders(record.message.headers);
    const value = consumer.event.decode(record.message.value ?? Buffer.alloc(0));
    const parent = contextOf(headers);
    const topic = topicOf(record.topic);
    const span = openSpan(
      `process ${topic}`,
      SpanKind.CONSUMER,
      {
        'messaging.system': 'kafka',
        'messaging.destination.name': topic,
        'messaging.operation.type': 'process',
        'messaging.consumer.group.name': consumer.group,
        'messaging.destination.partition.id': String(record.partition),
        'messaging.kafka.offset': Number(record.offset),
        ...messageFields(value, 'bellhop.message_id'),
      },
      parent,
    );
    const event = {
      value,
      key: record.message.key?.toString() ?? '',
      headers,
      topic,
      partition: record.partition,
      offset: record.offset,
      timestampMs: Number(record.message.timestamp),
      isOurs: () => intake.isOurs(record) && isMember(),
      isStillOurs: async () => {
        while (intake.isOurs(record) && !isMember() && !isStopping()) await pauseBefore(1);
        return intake.isOurs(record) && isMember();
      },
      context: withSpan(span, parent),
    };
    return { record, event, span };
  };

  /** Writes the record to the dead-letter topic, for as long as it takes: an offset never moves past a record that is nowhere else. */
  const bury = async (record: TakenRecord, cause: { class: string; code: string; message: string }): Promise<void> => {
    metrics.deadLettered(cause.class);
    const dead = deadLetterRecord(consumer.deadLetterTopic, {
      key: record.message.key?.toString() ?? '',
      value: record.message.value,
      headers: textHeaders(record.message.headers),
      topic: topicOf(record.topic),
      partition: record.partition,
      offset: record.message.offset,
      timestamp: record.message.timestamp,
      group: consumer.group,
      cause,
    });
    let letter = dead;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await producer.publish([letter]);
      } catch (error) {
        // Too large with what is said of it: where it lies is better than nothing, and than standing still.
        if (error instanceof ServiceError && error.code === 'RECORD_TOO_LARGE' && letter.value !== null) {
          letter = { ...dead, value: null };
          continue;
        }
        log.error(
          { err: error, attempt },
          'cannot write a dead letter, trying again: is Kafka away, or may this service not write to the topic?',
        );
        await pauseBefore(attempt);
      }
    }
  };

  const finish = async ({ record, span }: OpenEvent<Event>, outcome: Outcome): Promise<void> => {
    metrics.settled(outcome.kind === 'skip' ? `skip: ${outcome.reason}` : outcome.kind);
    if (outcome.kind === 'dead-letter') await bury(record, { class: 'rejected', ...outcome });
    endSpan(span);
    intake.settle(record);
  };

  const fail = async ({ record, event, span }: OpenEvent<Event>, error: unknown): Promise<void> => {
    log.error(
      {
        err: error,
        topic: event.topic,
        partition: event.partition,
        offset: String(event.offset),
        ...messageFields(event.value, 'messageId'),
      },
      'event cannot be handled, dead-lettered: `bellhop dead-letters` shows it; send it back when what `err` says is mended',
    );
    const code = error instanceof ServiceError ? error.code : error instanceof Error ? error.name : 'Error';
    await bury(record, { class: error instanceof ServiceError ? 'rejected' : 'bug', code, message: messageOf(error) });
    endSpan(span, error);
    intake.settle(record);
  };

  /**
   * What a batch does for all its events at once (a statement, a call) belongs to the trace of the first one that is traced, in a span
   * that links to the others'. A batch of one needs none.
   */
  const inSharedContext = async <T>(items: readonly OpenEvent<Event>[], work: () => Promise<T>): Promise<T> => {
    const [leader, ...others] = items.filter(({ span }) => span !== undefined);
    if (items.length === 1 || leader === undefined) return context.with(items[0]?.event.context ?? ROOT_CONTEXT, work);
    const span = openSpan(
      `handle batch ${consumer.group}`,
      SpanKind.INTERNAL,
      { 'messaging.consumer.group.name': consumer.group, 'messaging.batch.message_count': items.length },
      leader.event.context,
      others.flatMap((other) => other.span ?? []),
    );
    try {
      return await context.with(withSpan(span, leader.event.context), work);
    } finally {
      endSpan(span);
    }
  };

  /** Handles the batch once and settles its events, or what of them settles now. */
  const handleOnce = async (items: readonly OpenEvent<Event>[], attempt: number): Promise<void> => {
    const started = performance.now();
    const outcomes = await inSharedContext(items, () => consumer.handle(items.map(({ event }) => event)));
    metrics.handled(items.length, performance.now() - started);
    if (outcomes.length !== items.length) throw new TypeError(`${outcomes.length} outcomes for ${items.length} events`);
    const finishing = items.map(async (item, index) => {
      const outcome = outcomes[index] as Outcome | Promise<Outcome>;
      if (!(outcome instanceof Promise)) return finish(item, outcome);
      onLater(settleLater(item, outcome, attempt).catch(onFatal));
    });
    await Promise.all(finishing);
  };

  const handle = async (items: readonly OpenEvent<Event>[], firstAttempt = 1): Promise<void> => {
    for (let attempt = firstAttempt; ; attempt += 1) {
      if (items[0] !== undefined && !intake.isOurs(items[0].record)) return leave(items);
      if (!isMember()) {
        // It will be known in a moment: the next heartbeat is answered, or the group has others for our partitions.
        if (isStopping()) return leave(items);
        await pauseBefore(1);
        continue;
      }
      try {
        return await handleOnce(items, attempt);
      } catch (error) {
        if (isRetryable(error)) {
          await pauseAfter(error, items, attempt);
          if (isStopping()) return leave(items);
          continue;
        }
        const [only] = items;
        if (items.length === 1 && only !== undefined) return fail(only, error);
        // The one that is to blame fails alone, and the others wait for a few more tries and not for one each.
        const middle = Math.ceil(items.length / 2);
        await handle(items.slice(0, middle));
        return handle(items.slice(middle));
      }
    }
  };

  /** Not settled: whoever has the partition then replays them. */
  const leave = (items: readonly OpenEvent<Event>[]): void => items.forEach(({ span }) => endSpan(span));

  // Events that settle later are tried again one by one, thousands of them for one reason.
  const warn = logSeldom(log, 'warn');
  const pauseAfter = (error: ServiceError, items: readonly OpenEvent<Event>[], attempt: number): Promise<void> => {
    warn({ err: error, events: items.length, attempt }, 'cannot handle events now, trying again');
    metrics.retried(error.code);
    return pauseBefore(attempt, maxPauseMs);
  };

  /** What settles later: its offset waits, the next batch does not. When something was away meanwhile, the event is handled again. */
  const settleLater = async (item: OpenEvent<Event>, outcome: Promise<Outcome>, attempt: number): Promise<void> => {
    let settled: Outcome;
    try {
      settled = await outcome;
    } catch (error) {
      if (!isRetryable(error)) return fail(item, error);
      await pauseAfter(error, [item], attempt);
      return isStopping() ? leave([item]) : handle([item], attempt + 1);
    }
    return finish(item, settled);
  };

  const buryUnreadable = async (record: TakenRecord, error: unknown): Promise<void> => {
    log.error(
      { err: error, topic: topicOf(record.topic), partition: record.partition, offset: String(record.offset) },
      'event cannot be read, dead-lettered: a newer release wrote it, or it is not ours; `bellhop dead-letters` shows it',
    );
    await bury(record, { class: 'undecodable', code: 'UNDECODABLE', message: messageOf(error) });
    intake.settle(record);
  };

  return async (records) => {
    const readable: OpenEvent<Event>[] = [];
    const burying: Promise<void>[] = [];
    for (const record of records) {
      try {
        readable.push(open(record));
      } catch (error) {
        burying.push(buryUnreadable(record, error));
      }
    }
    if (readable.length > 0) await handle(readable);
    await Promise.all(burying);
  };
}

function pauseBefore(attempt: number, maxPauseMs = MAX_PAUSE_MS): Promise<void> {
  const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(attempt - 1, 10), maxPauseMs);
  return new Promise((resolve) => setTimeout(resolve, pauseMs));
}

/** The message id of an event that has one, under a name. */
function messageFields(event: unknown, name: string): Record<string, string> {
  const { messageId } = event as { messageId?: unknown };
  return typeof messageId === 'string' ? { [name]: messageId } : {};
}

/** Header values arrive as buffers, and as lists where a name comes twice. The first one counts. */
export function textHeaders(headers: IHeaders | undefined): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers ?? {})) {
    const first = Array.isArray(value) ? value[0] : value;
    if (first !== undefined) texts[name] = first.toString();
  }
  return texts;
}
