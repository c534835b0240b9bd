import { messageOf, ServiceError, type HealthCheck, type OnFatal } from '@bellhop/runtime';
import type { Consumer as KafkaJsConsumer, EachBatchPayload } from 'kafkajs';
import type { BatchConsumer } from './batch-consumer.ts';
import { connectClient } from './connection/connector.ts';
import { kafkaFailure } from './connection/failure.ts';
import { batchHandler } from './batch-handler.ts';
import { withAdmin } from './admin.ts';
import { createIntake } from './intake.ts';
import { decodeSettled } from './settled-above.ts';
import { assignerThatWaits, createClient, type KafkaConfig } from './kafkajs.ts';
import { consumerMetrics } from './metrics.ts';
import type { Producer } from './producer.ts';

export interface RunningConsumer {
  /** For /livez: fails when nothing has been heard from Kafka for a while. */
  readonly liveness: HealthCheck;
  /** For /readyz: fails until the group has been joined. */
  readonly readiness: HealthCheck;
  /** Takes no more records, waits for those under way (bounded), commits, leaves the group. */
  stop(): Promise<void>;
}

const COMMIT_EVERY_MS = 500;
/** What a killed consumer had is taken over after this. Our loop only fetches and heartbeats, so a living one is never late. */
const SESSION_MS = 12_000;
/**
 * An answer of the group is good for so long from when it was asked for, less than the session: it may have been on its way while this process stood still, and the group
 * have given the partitions to others since.
 */
const MEMBER_FOR_MS = SESSION_MS - 1_000;
/** At a rebalance what is under way is brought to its end first, for less than the session lasts. */
const REVOKE_WITHIN_MS = 8_000;
/** A commit may take what is left of the membership then, and so long in any case: what the session lasts longer than an answer of the group is good for. */
const COMMIT_WITHIN_MS = SESSION_MS - MEMBER_FOR_MS;
/** Fetches begin this far apart, ms: under load each brings more; a fetch that had to wait for its records is followed at once. */
const FETCH_SPACING_MS = 5;
const MAX_PARTITIONS = 64;
const SILENCE_MS = 90_000;
const DRAIN_MS = 10_000;

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
  const { maxBatch = 500, concurrency = 1, maxUnderWay = 4_000, fetchSpacingMs = FETCH_SPACING_MS } = consumer;
  const log = config.log.child({ group: consumer.group });
  const metrics = consumerMetrics(consumer.group, () => joined && !stopping);
  const client: KafkaJsConsumer = createClient(config).consumer({
    groupId: config.prefix + consumer.group,
    ...(config.rack === undefined ? {} : { rackId: config.rack }),
    allowAutoTopicCreation: false,
    sessionTimeout: SESSION_MS,
    rebalanceTimeout: 30_000,
    heartbeatInterval: 3_000,
    maxWaitTimeInMs: 250, // an in-flight long poll ignores `resume` and `stop`
    maxBytesPerPartition: 512 * 1024,
    retry: { retries: 8, restartOnFailure: () => Promise.resolve(true) },
    partitionAssigners: [assignerThatWaits((membership) => (membership === 'kept' ? handOver() : giveUp()))],
  });

  const topics = consumer.topics.map(({ name }) => config.prefix + name);
  const reading = `read ${topics.join(', ')} in the group ${config.prefix}${consumer.group}`;
  const topicOf = (prefixed: string): string => prefixed.slice(config.prefix.length);
  let active = 0;
  let settlingLater = 0;
  let lastSign = Date.now();
  let lastAskedAt = Number.NEGATIVE_INFINITY; // of what the group has answered
  let answerTookMs = 0;
  let joined = false;
  let settledKnown: Promise<void> | undefined;
  let stopping = false;
  let fetchBegunAt = Number.NEGATIVE_INFINITY;

  const intake = createIntake({
    maxUnderWay,
    pause: (partitions) => client.pause(partitions),
    resume: (partitions) => client.resume(partitions),
    onReady: () => pump(),
  });
  const isMember = (): boolean => performance.now() - lastAskedAt < MEMBER_FOR_MS;
  const handle = batchHandler({
    consumer,
    intake,
    isMember,
    producer,
    topicOf,
    isStopping: () => stopping,
    onLater: (settling) => {
      settlingLater += 1;
      void settling.finally(() => (settlingLater -= 1));
    },
    metrics,
    log,
    onFatal,
  });

  const pump = (): void => {
    while (!stopping && active < concurrency) {
      const batch = intake.next(maxBatch);
      if (batch.length === 0) return;
      active += 1;
      void handle(batch).then(
        () => {
          active -= 1;
          pump();
        },
        (error: unknown) => onFatal(error), // `handle` copes with everything; if it fails itself, nobody may go on
      );
    }
  };

  /** What the former owners of our partitions had settled above the offsets that they committed. */
  const passOverSettled = async (): Promise<void> => {
    const groupId = config.prefix + consumer.group;
    try {
      const ofGroup = await withAdmin(config, reading, (admin) => admin.fetchOffsets({ groupId, topics }));
      for (const { topic, partitions } of ofGroup)
        for (const { partition, offset, metadata } of partitions)
          if (metadata !== null)
            intake.passOver(topic, partition, {
              from: BigInt(offset),
              offsets: decodeSettled(BigInt(offset), metadata),
            });
    } catch (error) {
      log.warn({ err: error }, 'cannot see what was settled out of order before; some of it may be done again');
    }
  };

  const take = async ({ batch }: EachBatchPayload): Promise<void> => {
    const since = settledKnown;
    await since;
    if (since !== settledKnown) return; // a rebalance meanwhile: it comes again, to whoever has the partition
    intake.take(batch);
    metrics.lag(topicOf(batch.topic), batch.partition, Number(batch.offsetLag()));
    pump();
    // The records are on their way; this holds back the next fetch alone. Who is behind by more than a batch does not wait.
    const isBehind = Number(batch.offsetLag()) > maxBatch;
    const waitMs = fetchBegunAt + (isBehind ? FETCH_SPACING_MS : fetchSpacingMs) - performance.now();
    if (waitMs > 0) await delay(waitMs);
  };

  const commitOnce = async (): Promise<void> => {
    const offsets = intake.takeCommittable();
    if (offsets.length === 0) return;
    try {
      await client.commitOffsets(offsets);
    } catch (error) {
      // A rebalance took the partitions: what was not committed is handled again. Or the coordinator moves: then the next commit has it.
      intake.notCommitted();
      log.debug({ err: error }, 'offsets not committed');
    }
  };

  let committed = Promise.resolve();
  /** One after the other: one that is tried again must not take back what a newer one has committed meanwhile. */
  const commit = (): Promise<void> => (committed = committed.then(commitOnce));

  /** Waits until all that was begun is settled, or for as long as it may take. */
  const drained = async (deadline: number): Promise<void> => {
    while ((active > 0 || settlingLater > 0) && performance.now() < deadline) await delay(10);
  };

  /** The group has given us up while we stood still: what was taken since is done by others, and what waits for a call would ring twice. */
  const giveUp = (): void => {
    lastAskedAt = Number.NEGATIVE_INFINITY;
    intake.reset();
  };

  /** Before the group shares its partitions out anew: what was begun ends and is committed, so that its next owner does not do it again. */
  const handOver = async (): Promise<void> => {
    const memberUntil = lastAskedAt + MEMBER_FOR_MS;
    if (isMember()) {
      intake.hold();
      await drained(Math.min(performance.now() + REVOKE_WITHIN_MS, memberUntil));
    }
    await atMost(Math.max(memberUntil - performance.now(), COMMIT_WITHIN_MS), commit());
    if (!isMember()) giveUp();
  };

  const { GROUP_JOIN, CRASH, HEARTBEAT, FETCH_START, FETCH, REQUEST } = client.events;
  client.on(FETCH_START, () => {
    fetchBegunAt = performance.now();
  });
  const sign = (): void => {
    lastSign = Date.now();
  };
  client.on(FETCH, sign);
  client.on(REQUEST, ({ payload: { apiName, duration } }) => {
    if (apiName === 'Heartbeat' || apiName === 'SyncGroup') answerTookMs = Math.max(0, duration);
  });
  const answered = (): void => {
    lastAskedAt = performance.now() - answerTookMs;
    sign();
  };
  client.on(HEARTBEAT, answered);
  client.on(GROUP_JOIN, () => {
    // What could not be brought to its end in time belongs to nobody known. Start from the committed offsets.
    intake.reset();
    settledKnown = passOverSettled();
    joined = true;
    metrics.joined();
    answered();
  });
  client.on(CRASH, ({ payload }) => {
    giveUp(); // it has left the group
    if (payload.restart || stopping) return;
    onFatal(
      new ServiceError(
        'CONSUMER_CRASHED',
        `consumer ${consumer.group} ended and does not restart: ${messageOf(kafkaFailure(config, reading, payload.error))}`,
        { retryable: false, cause: payload.error },
      ),
    );
  });

  const liveness: HealthCheck = () =>
    stopping || Date.now() - lastSign < SILENCE_MS
      ? undefined
      : `nothing heard from Kafka for ${Math.round((Date.now() - lastSign) / 1_000)} s`;

  await connectClient(config, client);
  await client.subscribe({ topics, fromBeginning: true }).catch((cause: unknown) => {
    void client.disconnect().catch(() => undefined);
    throw kafkaFailure(config, reading, cause);
  });
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
    try {
      client.pause(consumer.topics.map(({ name }) => ({ topic: config.prefix + name })));
    } catch (error) {
      log.debug({ err: error }, 'nothing to pause: between a crash and its restart there is no group');
    }
    intake.close();
    await drained(performance.now() + (consumer.drainMs ?? DRAIN_MS));
    clearInterval(commitTimer);
    await atMost(DRAIN_MS, commit()); // after `stop` begins kafkajs commits nothing
    metrics.close();
    await client.stop();
    await client.disconnect();
  };

  return {
    liveness,
    readiness: () => (joined ? undefined : `has not joined the group ${consumer.group} yet`),
    stop: () => (stopped ??= stop()),
  };
}

/** Waits for what may take longer, or never end. */
async function atMost(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([work, new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)))]);
  clearTimeout(timer);
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
