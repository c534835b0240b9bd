import { randomUUID } from 'node:crypto';
import { messageOf, ServiceError, type HealthCheck, type OnFatal } from '@bellhop/runtime';
import type { TopicEvent } from '@bellhop/contracts';
import { deleteGroup, endOffsets } from './admin.ts';
import { connectClient } from './connection/connector.ts';
import { kafkaFailure } from './connection/failure.ts';
import { createClient, type KafkaConfig } from './kafkajs.ts';

export interface Follower {
  /** Resolves when everything that lay in the topic at the start has been applied; at once when only what is new is followed. */
  readonly loaded: Promise<void>;
  /** For /readyz: fails until loaded. */
  readonly readiness: HealthCheck;
  readonly liveness: HealthCheck;
  stop(): Promise<void>;
}

const SILENCE_MS = 90_000;
/** Of a partition: what a fetch brings is read in one turn of the event loop, while others wait for answers. */
const MOST_BYTES_PER_FETCH = 128 * 1024;

/**
 * Reads a whole topic from its beginning and goes on reading: for state that every replica holds in memory. Or only what is written
 * from now on: for what every replica must act on.
 * Each follower has a group of its own, because kafkajs cannot read without one; it is deleted at the end.
 * @param apply called for each event in the order of its partition; `undefined` is a tombstone, `writtenAtMs` the record's time (Unix ms). Must not throw for what it is given:
 *   an event that cannot be read is counted and passed over, since a replica without it is better than none.
 */
export async function followTopic<In, Out>(
  config: KafkaConfig,
  event: TopicEvent<In, Out>,
  apply: (value: Out | undefined, key: string, writtenAtMs: number) => void,
  { onFatal, purpose, from = 'beginning' }: { onFatal: OnFatal; purpose: string; from?: 'beginning' | 'now' },
): Promise<Follower> {
  const group = `${purpose}.${randomUUID()}`;
  const topic = config.prefix + event.topic.name;
  const reading = `read ${topic} in a group ${config.prefix}${purpose}.…`;
  const log = config.log.child({ group });
  const client = createClient(config).consumer({
    groupId: config.prefix + group,
    ...(config.rack === undefined ? {} : { rackId: config.rack }),
    allowAutoTopicCreation: false,
    maxWaitTimeInMs: 250,
    maxBytesPerPartition: MOST_BYTES_PER_FETCH,
    sessionTimeout: 12_000, // after a crash of Kafka the group waits for so long for the member we were before
    retry: { retries: 8, restartOnFailure: () => Promise.resolve(true) },
  });
  let lastSign = Date.now();
  let stopping = false;
  let isLoaded = false;
  const { promise: loaded, resolve: markLoaded } = Promise.withResolvers<void>();
  const ends = await endOffsets(config, event.topic.name);
  const goals = new Map(from === 'now' ? [] : ends);
  /** Where to go on: kept here and not in the group, which dies with us. */
  const positions = new Map(from === 'now' ? ends : []);
  const reached = (partition: number, next: bigint): void => {
    const goal = goals.get(partition);
    if (goal !== undefined && next >= goal) goals.delete(partition);
    if (goals.size === 0 && !isLoaded) {
      isLoaded = true;
      markLoaded();
    }
  };
  if (goals.size === 0) reached(-1, 0n); // nothing lies there that must be read

  client.on(client.events.FETCH, () => (lastSign = Date.now()));
  client.on(client.events.HEARTBEAT, () => (lastSign = Date.now()));
  // Before anything is fetched, at the first join and after every loss of Kafka.
  client.on(client.events.GROUP_JOIN, () => {
    for (const [partition, offset] of positions) client.seek({ topic, partition, offset: offset.toString() });
  });
  client.on(client.events.CRASH, ({ payload }) => {
    if (payload.restart || stopping) return;
    onFatal(
      new ServiceError(
        'CONSUMER_CRASHED',
        `follower of ${event.topic.name} ended: ${messageOf(kafkaFailure(config, reading, payload.error))}`,
        {
          retryable: false,
          cause: payload.error,
        },
      ),
    );
  });
  await connectClient(config, client);
  await client.subscribe({ topic, fromBeginning: true }).catch((cause: unknown) => {
    void client.disconnect().catch(() => undefined);
    throw kafkaFailure(config, reading, cause);
  });
  await client.run({
    autoCommit: false,
    eachBatch: ({ batch }) => {
      for (const message of batch.messages) {
        try {
          const key = message.key?.toString() ?? '';
          apply(
            message.value === null || message.value.length === 0 ? undefined : event.decode(message.value),
            key,
            Number(message.timestamp),
          );
        } catch (error) {
          log.error(
            { err: error, partition: batch.partition, offset: message.offset },
            'record cannot be read, passed over: a newer release wrote it, or it is not ours',
          );
        }
      }
      const next = BigInt(batch.lastOffset()) + 1n;
      positions.set(batch.partition, next);
      reached(batch.partition, next);
      return Promise.resolve();
    },
  });
  const liveness: HealthCheck = () =>
    stopping || Date.now() - lastSign < SILENCE_MS ? undefined : `nothing heard from ${event.topic.name}`;
  const watchdog = setInterval(() => {
    const problem = liveness();
    if (problem !== undefined) onFatal(new ServiceError('CONSUMER_STALLED', problem, { retryable: false }));
  }, 5_000);

  let stopped: Promise<void> | undefined;
  return {
    loaded,
    liveness,
    readiness: () => (isLoaded ? undefined : `still reading ${event.topic.name}`),
    stop: () =>
      (stopped ??= (async () => {
        stopping = true;
        clearInterval(watchdog);
        await client.stop();
        await client.disconnect();
        await deleteGroup(config, group).catch((error: unknown) => log.debug({ err: error }, 'group not deleted'));
      })()),
  };
}
