import type { Topic } from '@bellhop/contracts';
import type { Admin } from 'kafkajs';
import { Unavailable } from '@bellhop/runtime';
import { createClient, type KafkaConfig } from './kafkajs.ts';

/** Creates the topics that are missing, and resolves when all can be used. Topics are never created by themselves. */
export async function ensureTopics(
  config: KafkaConfig,
  topics: readonly Topic[],
  { replicationFactor = -1 } = {},
): Promise<void> {
  const made = new Set<string>();
  await withAdmin(config, async (admin) => {
    const existing = new Set(await admin.listTopics());
    const missing = topics.filter(({ name }) => !existing.has(config.prefix + name));
    if (missing.length === 0) return;
    for (const { name } of missing) made.add(config.prefix + name);
    await admin.createTopics({
      waitForLeaders: false, // gives up where the topic is not known yet, or was just made by another replica; see below
      timeout: 30_000,
      topics: missing.map(({ name, partitions, cleanup, retentionMs }) => ({
        topic: config.prefix + name,
        numPartitions: partitions,
        replicationFactor,
        configEntries: [
          { name: 'cleanup.policy', value: cleanup },
          ...(retentionMs === undefined ? [] : [{ name: 'retention.ms', value: String(retentionMs) }]),
        ],
      })),
    });
  });
  if (made.size === 0) return;
  // The controller has them; the broker that is asked learns of them a little later, seconds when it is making many.
  await withAdmin(config, (admin) => admin.fetchTopicMetadata({ topics: [...made] }));
  // And a leader that is named may not lead yet. A request with one partition that is refused so is sent again in whole, so what the
  // other partitions took would be written twice: each leader is asked before anybody writes.
  await withAdmin(config, (admin) => Promise.all([...made].map((topic) => admin.fetchTopicOffsets(topic))));
}

/** How far a group is in a topic, over all partitions. */
export interface GroupProgress {
  /** Records behind. */
  readonly lag: number;
  /** Sum of the committed offsets. */
  readonly committed: number;
  /** False for a group that has never committed: nobody consumes there (yet). */
  readonly started: boolean;
}

/** Records of a group's topics that are not committed yet, per topic (its own names, without prefix). */
export interface LagReader {
  read(): Promise<Map<string, number>>;
  /** The same with how far each group has come, so that two readings show how fast it is. */
  progress(): Promise<Map<string, GroupProgress>>;
  close(): Promise<void>;
}

/** Reads how far groups are behind. `groups` names each group with its topics. */
export async function createLagReader(
  config: KafkaConfig,
  groups: readonly { group: string; topics: readonly string[] }[],
): Promise<LagReader> {
  const admin = createClient(config).admin();
  await admin.connect().catch((cause: unknown) => {
    throw new Unavailable('Kafka cannot be reached', { code: 'KAFKA_UNAVAILABLE', cause });
  });
  const progress = async (): Promise<Map<string, GroupProgress>> => {
    const lags = new Map<string, GroupProgress>();
    await Promise.all(
      groups.map(async ({ group, topics }) => {
        const prefixed = topics.map((topic) => config.prefix + topic);
        const committed = await admin.fetchOffsets({ groupId: config.prefix + group, topics: prefixed });
        await Promise.all(
          committed.map(async ({ topic, partitions }) => {
            const ends = new Map(
              (await admin.fetchTopicOffsets(topic)).map(({ partition, high, low }) => [partition, { high, low }]),
            );
            let lag = 0;
            let position = 0;
            for (const { partition, offset } of partitions) {
              const end = ends.get(partition);
              if (end === undefined) continue;
              const next = Number(offset) < 0 ? Number(end.low) : Number(offset);
              position += next;
              lag += Math.max(0, Number(end.high) - next);
            }
            const started = partitions.some(({ offset }) => Number(offset) >= 0);
            lags.set(topic.slice(config.prefix.length), { lag, committed: position, started });
          }),
        );
      }),
    );
    return lags;
  };
  return {
    progress,
    read: async () => new Map([...(await progress())].map(([topic, { lag }]) => [topic, lag])),
    close: () => admin.disconnect(),
  };
}

/** The end of every partition of a topic that holds records: how far a reader from the beginning has to read to be current. */
export async function endOffsets(config: KafkaConfig, topic: string): Promise<Map<number, bigint>> {
  return withAdmin(
    config,
    async (admin) =>
      new Map(
        (await admin.fetchTopicOffsets(config.prefix + topic))
          .filter(({ high, low }) => high !== low)
          .map(({ partition, high }) => [partition, BigInt(high)]),
      ),
  );
}

/** Deletes a group that nobody uses any more. */
export async function deleteGroup(config: KafkaConfig, group: string): Promise<void> {
  await withAdmin(config, (admin) => admin.deleteGroups([config.prefix + group]));
}

/** How often a call is made again while leaders are being elected: right after a topic was made, or when a broker went. */
const ATTEMPTS = 30;

async function withAdmin<T>(config: KafkaConfig, work: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = createClient(config).admin();
  try {
    await admin.connect();
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work(admin);
      } catch (error) {
        if (attempt === ATTEMPTS || (error as { retriable?: boolean }).retriable !== true) throw error;
        await new Promise((resolve) => setTimeout(resolve, Math.min(50 * attempt, 500)));
      }
    }
  } catch (cause) {
    throw new Unavailable('Kafka cannot be reached or refused the call', { code: 'KAFKA_UNAVAILABLE', cause });
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}
