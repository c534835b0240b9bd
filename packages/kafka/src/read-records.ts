import { randomUUID } from 'node:crypto';
import type { Topic } from '@bellhop/contracts';
import { Unavailable } from '@bellhop/runtime';
import { deleteGroup, endOffsets } from './admin.ts';
import { textHeaders } from './batch-handler.ts';
import { connectClient } from './connection/connector.ts';
import { kafkaFailure } from './connection/failure.ts';
import { createClient, type KafkaConfig } from './kafkajs.ts';

/** A record as it lies in Kafka. */
export interface StoredRecord {
  /** Topic without prefix. */
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly timestampMs: number;
  readonly key: string;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
}

/** Without progress for so long Kafka is given up. */
const SILENCE_MS = 30_000;

/**
 * Reads what lies in topics now, from beginning to end, and ends. For tools: the group that it needs is deleted afterwards.
 * @param onRecord called in the order of each partition
 */
export async function readRecords(
  config: KafkaConfig,
  topics: readonly Topic[],
  onRecord: (record: StoredRecord) => void,
): Promise<void> {
  const goals = new Map<string, bigint>();
  for (const { name } of topics) {
    for (const [partition, end] of await endOffsets(config, name)) goals.set(`${name}/${partition}`, end);
  }
  if (goals.size === 0) return;
  const positions = new Map<string, bigint>();
  const names = topics.map(({ name }) => config.prefix + name);
  const group = `reader.${randomUUID()}`;
  const client = createClient(config).consumer({ groupId: config.prefix + group, allowAutoTopicCreation: false });
  const { promise: read, resolve, reject } = Promise.withResolvers<undefined>();
  let silence: NodeJS.Timeout | undefined;
  const heard = (): void => {
    clearTimeout(silence);
    silence = setTimeout(
      () => reject(new Unavailable('Kafka answers nothing', { code: 'KAFKA_UNAVAILABLE' })),
      SILENCE_MS,
    );
  };
  const reached = (place: string, next: bigint): void => {
    const goal = goals.get(place);
    if (goal !== undefined && next >= goal) goals.delete(place);
    if (goals.size === 0) resolve(undefined);
  };
  try {
    heard();
    await connectClient(config, client);
    client.on(client.events.CRASH, ({ payload }) => {
      if (!payload.restart) reject(payload.error);
    });
    await client.subscribe({ topics: names, fromBeginning: true });
    await client.run({
      autoCommit: false,
      eachBatch: ({ batch }) => {
        heard();
        const topic = batch.topic.slice(config.prefix.length);
        const { partition } = batch;
        const place = `${topic}/${partition}`;
        for (const { offset, timestamp, key, value, headers } of batch.messages) {
          // After a rebalance what was read comes again: the group has no offsets of its own.
          if (BigInt(offset) < (positions.get(place) ?? 0n)) continue;
          positions.set(place, BigInt(offset) + 1n);
          onRecord({
            topic,
            partition,
            offset,
            timestampMs: Number(timestamp),
            key: key?.toString() ?? '',
            value,
            headers: textHeaders(headers),
          });
        }
        // Also when the last records are gone meanwhile, by retention.
        reached(place, BigInt(batch.lastOffset()) + 1n);
        return Promise.resolve();
      },
    });
    await read;
  } catch (cause) {
    throw kafkaFailure(config, `read ${names.join(', ')} in a group ${config.prefix}reader.…`, cause);
  } finally {
    clearTimeout(silence);
    await client.disconnect();
    await deleteGroup(config, group).catch(() => undefined);
  }
}
