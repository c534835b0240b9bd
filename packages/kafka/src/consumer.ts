import { context, ROOT_CONTEXT, SpanKind, type Context, type Span } from '@opentelemetry/api';
import { headers as headerNames, type EventContract, type Topic } from '@bellhop/contracts';
import {
  contextOf,
  endSpan,
  messageOf,
  openSpan,
  ServiceError,
  withSpan,
  type HealthCheck,
  type OnFatal,
} from '@bellhop/runtime';
import type { Consumer as KafkaJsConsumer, EachBatchPayload, IHeaders, KafkaMessage } from 'kafkajs';
import { deadLetterRecord } from './dead-letter.ts';
import { createClient, type KafkaConfig } from './kafkajs.ts';
import { consumerMetrics } from './metrics.ts';
import { createOffsetTracker, type OffsetTracker } from './offset-tracker.ts';
import type { Outcome } from './outcome.ts';
import type { Producer } from './producer.ts';

/** An event as a handler sees it. */
export interface Consumed<Event> {
  readonly value: Event;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
  /** The message's trace, with the span of this hop as the current one. Give it to what you publish or call. */
  readonly context: Context;
}

/** A consumer says what happens to a batch of events; the runner does the rest. */
export interface BatchConsumer<Event> {
  /** Group name; the prefix is added. */
  readonly group: string;
  readonly topics: readonly Topic[];
  readonly event: EventContract<never, Event>;
  /** Where records go that cannot be read or handled. */
  readonly deadLetterTopic: Topic;
  /** Largest batch given to `handle`. */
  readonly maxBatch?: number;
  /** How many `handle` calls may run at once; 1 keeps the order of every partition. */
  readonly concurrency?: number;
  /** Records taken and not settled, above which partitions are paused. Bounds memory. */
  readonly maxUnderWay?: number;
  /**
   * Handles a batch: one outcome per event, in order, or a promise of one for an event that settles later; its offset
   * waits for it, the next batch does not.
   * A retryable ServiceError that is thrown makes the batch be handled again after a pause, for as long as it takes. Anything else that
   * is thrown is a bug: the events are handled one by one, and the one that still fails is dead-lettered.
   */
  handle(batch: readonly Consumed<Event>[]): Promise<readonly (Outcome | Promise<Outcome>)[]>;
}

export interface RunningConsumer {
  /** For /livez: fails when nothing has been heard from Kafka for a while. */
  readonly liveness: HealthCheck;
  /** For /readyz: fails until the group has been joined. */
  readonly readiness: HealthCheck;
  /** Takes no more records, waits for those under way (bounded), commits, leaves the group. */
  stop(): Promise<void>;
}

interface TakenRecord {
  readonly topic: string;
  readonly partition: number;
  readonly message: KafkaMessage;
  readonly offset: bigint;
  readonly tracker: OffsetTracker;
  readonly epoch: number;
}

const COMMIT_EVERY_MS = 500;
/** Fetches begin this far apart, ms: under load each brings more; a fetch that had to wait for its records is followed at once. */
const FETCH_SPACING_MS = 5;
const MAX_PARTITIONS = 64;
const SILENCE_MS = 90_000;
const DRAIN_MS = 10_000;
const MAX_PAUSE_MS = 5_000;

/**
 * Runs a consumer by hand-off: kafkajs's loop only fetches and heartbeats, records go into a queue, and the offset of a record is committed
 * when it and everything before it in its partition is settled. It can never die silently: either it consumes, or
 * `onFatal` ends the process with a clear error.
 */
export async function runConsumer<Event>(
  config: KafkaConfig,
  consumer: BatchConsumer<Event>,
  { producer, onFatal }: { producer: Producer; onFatal: OnFatal },
): Promise<RunningConsumer> {
  const { maxBatch = 500, concurrency = 1, maxUnderWay = 4_000 } = consumer;
  const log = config.log.child({ group: consumer.group });
  const metrics = consumerMetrics(consumer.group);
  const client: KafkaJsConsumer = createClient(config).consumer({
    groupId: config.prefix + consumer.group,
    allowAutoTopicCreation: false,
    // What a killed consumer had is taken over after this. Our loop only fetches and heartbeats, so a living one is never late.
    sessionTimeout: 12_000,
    rebalanceTimeout: 30_000,
    heartbeatInterval: 3_000,
    maxWaitTimeInMs: 250, // an in-flight long poll ignores `resume` and `stop`
    maxBytesPerPartition: 512 * 1024,
    retry: { retries: 8, restartOnFailure: () => Promise.resolve(true) },
  });

  let trackers = new Map<string, OffsetTracker>();
  let ready: TakenRecord[] = [];
  let waiting = new Set<NodeJS.Timeout>(); // records of retry topics that are not due yet
  const paused = new Map<string, Set<number>>();
  let epoch = 0;
  let active = 0;
  let underWay = 0;
  let lastSign = Date.now();
  let joined = false;
  let stopping = false;
  let fetchBegunAt = Number.NEGATIVE_INFINITY;

  const topicOf = (prefixed: string): string => prefixed.slice(config.prefix.length);
  const sign = (): void => {
    lastSign = Date.now();
  };

  const pauseAt = (topic: string, partition: number): void => {
    client.pause([{ topic, partitions: [partition] }]);
    const partitions = paused.get(topic);
    if (partitions === undefined) paused.set(topic, new Set([partition]));
    else partitions.add(partition);
  };

  const resumeAll = (): void => {
    if (paused.size === 0 || stopping) return;
    client.resume([...paused].map(([topic, partitions]) => ({ topic, partitions: [...partitions] })));
    paused.clear();
  };

  const settle = (record: TakenRecord): void => {
    if (record.epoch !== epoch) return; // another member has it since a rebalance
    record.tracker.settle(record.offset);
    underWay -= 1;
    // Hysteresis: what was fetched for a paused partition is thrown away and fetched again.
    if (underWay < maxUnderWay / 2) resumeAll();
  };

  /** Hands a record over when it is due, never before: a timer may fire a moment early, so it is asked again. */
  const whenDue = (record: TakenRecord): void => {
    const waitMs = dueInMs(record.message);
    if (waitMs <= 0) {
      ready.push(record);
      return;
    }
    const timer = setTimeout(() => {
      waiting.delete(timer);
      whenDue(record);
      pump();
    }, waitMs);
    waiting.add(timer);
  };

  const take = ({ batch }: EachBatchPayload): Promise<void> => {
    const { topic, partition } = batch;
    const id = `${topic}/${partition}`;
    let tracker = trackers.get(id);
    if (tracker === undefined) trackers.set(id, (tracker = createOffsetTracker()));
    for (const message of batch.messages) {
      const record: TakenRecord = { topic, partition, message, offset: BigInt(message.offset), tracker, epoch };
      tracker.take(record.offset);
      underWay += 1;
      whenDue(record);
    }
    metrics.lag(topicOf(topic), partition, Number(batch.offsetLag()));
    if (underWay >= maxUnderWay) pauseAt(topic, partition);
    pump();
    // The records are on their way; this holds back the next fetch alone.
    const waitMs = fetchBegunAt + FETCH_SPACING_MS - performance.now();
    return waitMs > 0 ? delay(waitMs) : Promise.resolve();
  };

  const pump = (): void => {
    while (!stopping && active < concurrency && ready.length > 0) {
      const batch = ready.slice(0, maxBatch);
      ready = ready.slice(maxBatch);
      active += 1;
      void process(batch).then(
        () => {
          active -= 1;
          pump();
        },
        (error: unknown) => onFatal(error), // `process` handles everything; if it fails itself, nobody may go on
      );
    }
  };

  const process = async (records: readonly TakenRecord[]): Promise<void> => {
    const readable: { record: TakenRecord; event: Consumed<Event>; span: Span | undefined }[] = [];
    for (const record of records) {
      try {
        readable.push({ record, ...open(record) });
      } catch (error) {
        const { topic, partition, offset } = record;
        log.error(
          { err: error, topic: topicOf(topic), partition, offset: String(offset) },
          'event cannot be read, dead-lettered',
        );
        await bury(record, { class: 'undecodable', code: 'UNDECODABLE', message: messageOf(error) });
        settle(record);
      }
    }
    if (readable.length > 0) await handle(readable);
  };

  const open = (record: TakenRecord): { event: Consumed<Event>; span: Span | undefined } => {
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
      context: withSpan(span, parent),
    };
    return { event, span };
  };

  const handle = async (
    items: readonly { record: TakenRecord; event: Consumed<Event>; span: Span | undefined }[],
  ): Promise<void> => {
    for (let attempt = 1; ; attempt += 1) {
      if (items[0]?.record.epoch !== epoch) return items.forEach(({ span }) => endSpan(span)); // replayed by the new owner
      const started = performance.now();
      try {
        const outcomes = await inSharedContext(items, () => consumer.handle(items.map(({ event }) => event)));
        metrics.handled(items.length, performance.now() - started);
        if (outcomes.length !== items.length)
          throw new TypeError(`${outcomes.length} outcomes for ${items.length} events`);
        const finishing: Promise<void>[] = [];
        items.forEach(({ record, event, span }, index) => {
          const outcome = outcomes[index] as Outcome | Promise<Outcome>;
          // What settles later: its offset waits, the next batch does not.
          if (outcome instanceof Promise) {
            outcome
              .then(
                (late) => finish(record, span, late),
                (error: unknown) => fail({ record, event, span }, error),
              )
              .catch(onFatal);
          } else finishing.push(finish(record, span, outcome));
        });
        await Promise.all(finishing);
        return;
      } catch (error) {
        if (error instanceof ServiceError && error.retryable) {
          log.warn({ err: error, events: items.length, attempt }, 'cannot handle events now, trying again');
          metrics.retried(error.code);
          await delay(Math.min(100 * 2 ** Math.min(attempt, 10), MAX_PAUSE_MS));
          if (stopping) return items.forEach(({ span }) => endSpan(span)); // not settled: replayed after the restart
        } else if (items.length > 1) {
          for (const item of items) await handle([item]);
          return;
        } else {
          const [item] = items;
          if (item !== undefined) await fail(item, error);
          return;
        }
      }
    }
  };

  /**
   * What a batch does for all its events at once (a statement, a call) belongs to the trace of the first one that is traced, in a span
   * that links to the others'. A batch of one needs none.
   */
  const inSharedContext = async <T>(
    items: readonly { event: Consumed<Event>; span: Span | undefined }[],
    work: () => Promise<T>,
  ): Promise<T> => {
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

  const finish = async (record: TakenRecord, span: Span | undefined, outcome: Outcome): Promise<void> => {
    metrics.settled(outcome.kind === 'skip' ? `skip: ${outcome.reason}` : outcome.kind);
    if (outcome.kind === 'dead-letter') await bury(record, { class: 'rejected', ...outcome });
    endSpan(span);
    settle(record);
  };

  const fail = async (
    { record, event, span }: { record: TakenRecord; event: Consumed<Event>; span: Span | undefined },
    error: unknown,
  ): Promise<void> => {
    log.error(
      {
        err: error,
        topic: event.topic,
        partition: event.partition,
        offset: String(event.offset),
        ...messageFields(event.value, 'messageId'),
      },
      'event cannot be handled, dead-lettered',
    );
    const code = error instanceof ServiceError ? error.code : error instanceof Error ? error.name : 'Error';
    await bury(record, { class: error instanceof ServiceError ? 'rejected' : 'bug', code, message: messageOf(error) });
    endSpan(span, error);
    settle(record);
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
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await producer.publish([dead]);
      } catch (error) {
        log.error({ err: error, attempt }, 'cannot write a dead letter, trying again');
        await delay(Math.min(100 * 2 ** Math.min(attempt, 10), MAX_PAUSE_MS));
      }
    }
  };

  const commit = async (): Promise<void> => {
    const offsets = [...trackers].flatMap(([id, tracker]) => {
      const offset = tracker.takeCommittable();
      if (offset === undefined) return [];
      const cut = id.lastIndexOf('/');
      return [{ topic: id.slice(0, cut), partition: Number(id.slice(cut + 1)), offset: String(offset) }];
    });
    if (offsets.length === 0) return;
    try {
      await client.commitOffsets(offsets);
    } catch (error) {
      // A rebalance took the partitions, or the coordinator moves. What was not committed is handled again.
      log.debug({ err: error }, 'offsets not committed');
    }
  };

  const { GROUP_JOIN, CRASH, HEARTBEAT, FETCH_START, FETCH } = client.events;
  client.on(FETCH_START, () => {
    fetchBegunAt = performance.now();
  });
  client.on(FETCH, sign);
  client.on(HEARTBEAT, sign);
  client.on(GROUP_JOIN, () => {
    // Rebalances are eager and come without warning: what is under way belongs to nobody known. Start from the committed offsets.
    epoch += 1;
    for (const timer of waiting) clearTimeout(timer);
    waiting = new Set();
    trackers = new Map();
    ready = [];
    underWay = 0;
    resumeAll();
    joined = true;
    sign();
  });
  client.on(CRASH, ({ payload }) => {
    if (payload.restart || stopping) return;
    onFatal(
      new ServiceError(
        'CONSUMER_CRASHED',
        `consumer ${consumer.group} ended and does not restart: ${messageOf(payload.error)}`,
        { retryable: false, cause: payload.error },
      ),
    );
  });

  const liveness: HealthCheck = () =>
    stopping || Date.now() - lastSign < SILENCE_MS
      ? undefined
      : `nothing heard from Kafka for ${Math.round((Date.now() - lastSign) / 1_000)} s`;

  await client.connect().catch((cause: unknown) => {
    throw new ServiceError('KAFKA_UNAVAILABLE', 'Kafka cannot be reached', { retryable: true, cause });
  });
  await client.subscribe({ topics: consumer.topics.map(({ name }) => config.prefix + name), fromBeginning: true });
  await client.run({
    autoCommit: false,
    eachBatchAutoResolve: true,
    partitionsConsumedConcurrently: MAX_PARTITIONS, // all of a fetch at once, since `take` only enqueues
    eachBatch: take,
  });

  const commitTimer = setInterval(() => void commit(), COMMIT_EVERY_MS);
  const watchdog = setInterval(() => {
    const problem = liveness();
    if (problem !== undefined)
      onFatal(new ServiceError('CONSUMER_STALLED', `consumer ${consumer.group}: ${problem}`, { retryable: false }));
  }, 5_000);

  let stopped: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    stopping = true;
    clearInterval(watchdog);
    client.pause(consumer.topics.map(({ name }) => ({ topic: config.prefix + name })));
    for (const timer of waiting) clearTimeout(timer);
    ready = [];
    const deadline = Date.now() + DRAIN_MS;
    while (active > 0 && Date.now() < deadline) await delay(10);
    clearInterval(commitTimer);
    await commit(); // after `stop` begins kafkajs drops commits silently
    await client.stop();
    await client.disconnect();
  };

  return {
    liveness,
    readiness: () => (joined ? undefined : `has not joined the group ${consumer.group} yet`),
    stop: () => (stopped ??= stop()),
  };
}

function dueInMs({ headers }: KafkaMessage): number {
  const due = headers?.[headerNames.dueAt];
  return due === undefined ? 0 : Number(String(due)) - Date.now();
}

/** The message id of an event that has one, under a name. */
function messageFields(event: unknown, name: string): Record<string, string> {
  const { messageId } = event as { messageId?: unknown };
  return typeof messageId === 'string' ? { [name]: messageId } : {};
}

/** Header values arrive as buffers, and as lists where a name comes twice. The first one counts. */
function textHeaders(headers: IHeaders | undefined): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers ?? {})) {
    const first = Array.isArray(value) ? value[0] : value;
    if (first !== undefined) texts[name] = first.toString();
  }
  return texts;
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
