import type { Topic } from '@bellhop/contracts';
import type { Admin } from 'kafkajs';
import { ServiceError } from '@bellhop/runtime';
import { withAdmin } from '../admin.ts';
import { kafkaJs, type KafkaConfig } from '../kafkajs.ts';
import {
  configOf,
  defaultTopicSettings,
  describeDifferences,
  differencesOf,
  wantedTopic,
  type FoundTopic,
  type WantedTopic,
} from './topic-differences.ts';

/**
 * Brings topics to what the settings want, by TOPICS: makes those that are missing and warns of what differs; or changes nothing and
 * throws when something differs; or does not look. Resolves when all can be used. Topics are never made by themselves.
 * @throws ServiceError TOPICS_DIFFER, with every difference and how to mend it
 */
export async function ensureTopics(config: KafkaConfig, topics: readonly Topic[]): Promise<void> {
  const settings = config.topics ?? defaultTopicSettings;
  if (settings.mode === 'ignore') return;
  const wanted = topics.map((topic) => wantedTopic(topic, config.prefix, settings));
  const found = await withAdmin(config, 'look at its topics', (admin) => findTopics(admin, wanted));
  if (settings.mode === 'create') {
    const missing = wanted.filter(({ name }) => !found.has(name));
    if (missing.length > 0) await createTopics(config, missing).catch(withWayOut);
    for (const one of wanted) {
      const topic = found.get(one.name);
      if (topic === undefined) continue; // just made
      for (const difference of differencesOf(one, topic))
        config.log.warn(difference, 'a topic is not as the settings want it');
    }
    return;
  }
  if ([...found.values()].some((topic) => topic.config === undefined))
    config.log.warn('TOPICS=verify: retention and the like are not looked at: the right DescribeConfigs is missing');
  const differences = wanted.flatMap((one) => differencesOf(one, found.get(one.name)));
  if (differences.length === 0) return;
  throw new ServiceError(
    'TOPICS_DIFFER',
    `TOPICS=verify: topics are not as they shall be:\n${describeDifferences(differences)}\nMend them, or set TOPICS=create (makes missing ones) or TOPICS=ignore.`,
    { retryable: false },
  );
}

/** Those of the topics that are there and that we may see. */
async function findTopics(admin: Admin, wanted: readonly WantedTopic[]): Promise<Map<string, FoundTopic>> {
  const names = new Set(wanted.map(({ name }) => name));
  const existing = (await admin.listTopics()).filter((name) => names.has(name));
  if (existing.length === 0) return new Map();
  const { topics } = await admin.fetchTopicMetadata({ topics: existing });
  const configs = await configsOf(admin, existing);
  return new Map(
    topics.map(({ name, partitions }) => [
      name,
      {
        partitions: partitions.length,
        replicas: Math.min(...partitions.map(({ replicas }) => replicas.length)),
        config: configs?.get(name),
      },
    ]),
  );
}

/** Undefined without the right to see them: nothing can be said of them then. */
async function configsOf(
  admin: Admin,
  topics: readonly string[],
): Promise<Map<string, Map<string, string>> | undefined> {
  const configNames = ['cleanup.policy', 'retention.ms', 'min.insync.replicas'];
  try {
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: topics.map((name) => ({ type: kafkaJs().ConfigResourceTypes.TOPIC, name, configNames })),
    });
    return new Map(
      resources.map(({ resourceName, configEntries }) => [
        resourceName,
        new Map(configEntries.map(({ configName, configValue }) => [configName, configValue])),
      ]),
    );
  } catch (error) {
    if (isRefused(error)) return undefined;
    throw error;
  }
}

const isRefused = (error: unknown): boolean =>
  error instanceof Error &&
  ((error as { type?: string }).type === 'TOPIC_AUTHORIZATION_FAILED' || isRefused(error.cause));

/** Where rights are kept small, services may not make topics. */
function withWayOut(error: unknown): never {
  if (!(error instanceof ServiceError) || error.code !== 'KAFKA_AUTHORIZATION') throw error;
  throw new ServiceError(
    'TOPICS_MISSING',
    `${error.message} Or have the topics made before services start: \`bellhop topics\`, as its own user.`,
    { retryable: false, cause: error },
  );
}

async function createTopics(config: KafkaConfig, missing: readonly WantedTopic[]): Promise<void> {
  const names = missing.map(({ name }) => name);
  await withAdmin(config, `make the topics ${names.join(', ')}`, async (admin) => {
    await admin.createTopics({
      waitForLeaders: false, // gives up where the topic is not known yet, or was just made by another replica; see below
      timeout: 30_000,
      topics: missing.map((topic) => ({
        topic: topic.name,
        numPartitions: topic.partitions,
        replicationFactor: topic.replicationFactor,
        configEntries: configOf(topic),
      })),
    });
  });
  // The controller has them; the broker that is asked learns of them a little later, seconds when it is making many.
  await withAdmin(config, 'look at the topics that were made', (admin) => admin.fetchTopicMetadata({ topics: names }));
  // And a leader that is named may not lead yet. A request with one partition that is refused so is sent again in whole, so what the
  // other partitions took would be written twice: each leader is asked before anybody writes.
  await withAdmin(config, 'look at the topics that were made', (admin) =>
    Promise.all(names.map((topic) => admin.fetchTopicOffsets(topic))),
  );
}
