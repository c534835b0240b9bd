import { messageAcceptedTopic, sessionTopic } from '@bellhop/contracts';
import { describe, expect, it } from 'vitest';
import { configOf, defaultTopicSettings, differencesOf, wantedTopic, type FoundTopic } from './topic-differences.ts';

const HOUR = 3_600_000;
const settings = { ...defaultTopicSettings, replicationFactor: 3, minInsyncReplicas: 2 };
const wanted = wantedTopic(messageAcceptedTopic, 'shop.', settings);
const asWanted: FoundTopic = {
  partitions: 12,
  replicas: 3,
  config: new Map([
    ['cleanup.policy', 'delete'],
    ['retention.ms', String(72 * HOUR)],
    ['min.insync.replicas', '2'],
  ]),
};
const withConfig = (name: string, value: string): FoundTopic => ({
  ...asWanted,
  config: new Map(asWanted.config).set(name, value),
});

describe('topics that are not as they shall be', () => {
  it('as wanted, with more partitions, or kept longer, is no difference', () => {
    for (const found of [
      asWanted,
      { ...asWanted, partitions: 48 },
      withConfig('retention.ms', '-1'),
      withConfig('retention.ms', String(100 * HOUR)),
      { ...asWanted, config: undefined },
    ])
      expect(differencesOf(wanted, found)).toEqual([]);
  });

  it.each<[string, FoundTopic | undefined, string, string]>([
    [
      'missing',
      undefined,
      'is missing, or may not be seen',
      'bellhop topics, or kafka-topics.sh --bootstrap-server BROKERS --command-config CLIENT_PROPERTIES --create --topic shop.im.message-accepted.v1 --partitions 12 --replication-factor 3 --config cleanup.policy=delete --config retention.ms=259200000 --config min.insync.replicas=2',
    ],
    [
      'too few partitions',
      { ...asWanted, partitions: 1 },
      'has 1 partition, not 12',
      'kafka-topics.sh --bootstrap-server BROKERS --command-config CLIENT_PROPERTIES --alter --topic shop.im.message-accepted.v1 --partitions 12 (keys move: do it while nothing is in it; or set TOPIC_PARTITIONS)',
    ],
    [
      'too few replicas',
      { ...asWanted, replicas: 1 },
      'has 1 replica of a partition, not 3',
      'kafka-reassign-partitions.sh --bootstrap-server BROKERS --command-config CLIENT_PROPERTIES --execute --reassignment-json-file FILE, which lists 3 brokers for each of its partitions; or set TOPIC_REPLICATION_FACTOR',
    ],
    [
      'another cleanup',
      withConfig('cleanup.policy', 'compact'),
      'has cleanup.policy=compact, not delete',
      'kafka-configs.sh --bootstrap-server BROKERS --command-config CLIENT_PROPERTIES --alter --entity-type topics --entity-name shop.im.message-accepted.v1 --add-config cleanup.policy=delete',
    ],
    [
      'a shorter retention',
      withConfig('retention.ms', String(1.5 * HOUR)),
      'keeps records for 1.5 hours, not 72 hours',
      'kafka-configs.sh --bootstrap-server BROKERS --command-config CLIENT_PROPERTIES --alter --entity-type topics --entity-name shop.im.message-accepted.v1 --add-config retention.ms=259200000; or set TOPIC_RETENTION_HOURS',
    ],
    [
      'other in-sync replicas',
      withConfig('min.insync.replicas', '1'),
      'has min.insync.replicas=1, not 2',
      'kafka-configs.sh --bootstrap-server BROKERS --command-config CLIENT_PROPERTIES --alter --entity-type topics --entity-name shop.im.message-accepted.v1 --add-config min.insync.replicas=2; or set TOPIC_MIN_INSYNC_REPLICAS',
    ],
  ])('%s: what, and how to mend it', (_, found, what, mend) => {
    expect(differencesOf(wanted, found)).toEqual([{ topic: 'shop.im.message-accepted.v1', what, mend }]);
  });

  it('settings overrule the catalogue, and no retention cuts what is compacted', () => {
    const own = {
      ...defaultTopicSettings,
      partitions: { [messageAcceptedTopic.name]: 48 },
      retentionHours: { [messageAcceptedTopic.name]: -1, [sessionTopic.name]: 1 },
    };
    expect(wantedTopic(messageAcceptedTopic, '', own)).toMatchObject({ partitions: 48, retentionMs: -1 });
    expect(configOf(wantedTopic(sessionTopic, '', own))).toEqual([{ name: 'cleanup.policy', value: 'compact' }]);
  });
});
