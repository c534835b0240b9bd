import type { Admin } from 'kafkajs';
import { connectClient } from './connection/connector.ts';
import { kafkaFailure } from './connection/failure.ts';
import { createClient, type KafkaConfig } from './kafkajs.ts';

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
  await connectClient(config, admin);
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
    `see how far ${config.prefix}${topic} goes`,
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
  await withAdmin(config, `delete the group ${config.prefix}${group}`, (admin) =>
    admin.deleteGroups([config.prefix + group]),
  );
}

/**
 * For so long a call is made again while leaders are being elected: right after topics were made, or when a broker went. A busy broker takes more than 15 s
 * for all topics of a first start, and a service that ended meanwhile would only begin anew.
 */
const LEADERS_WITHIN_MS = 60_000;

/**
 * Does something with an admin client of its own.
 * @param doing what it does, for errors, e.g. `make topics`
 */
export async function withAdmin<T>(config: KafkaConfig, doing: string, work: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = createClient(config).admin();
  try {
    await connectClient(config, admin);
    const endsAt = performance.now() + LEADERS_WITHIN_MS;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work(admin);
      } catch (error) {
        if (performance.now() > endsAt || (error as { retriable?: boolean }).retriable !== true) throw error;
        await new Promise((resolve) => setTimeout(resolve, Math.min(50 * attempt, 500)));
      }
    }
  } catch (cause) {
    throw kafkaFailure(config, doing, cause);
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}
